using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fearless.Mutation.Sites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fearless.Mutation.Runs;

/// <summary>What became of each mutant when it was last tried. The file is kept with the sources, a line for each mutant, sorted, so that runs over parts of the library add up
/// and a change of it can be read.</summary>
/// <remarks>A verdict stands as long as the code of the member that the mutant changes is the same, whatever its comments say: what has changed since counts as not tried.</remarks>
internal sealed class Ledger
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FileInfo _file;
    private readonly SortedDictionary<string, string> _entries = new(StringComparer.Ordinal);

    /// <summary>Reads <paramref name="file"/>, if there is one.</summary>
    public Ledger(FileInfo file)
    {
        _file = file;
        if (File.Exists(file.FullName))
            _entries = new(JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file.FullName))!, StringComparer.Ordinal);
    }

    /// <summary>The places that verdicts are written down for.</summary>
    public IEnumerable<string> Keys => _entries.Keys;

    /// <summary>What became of the mutant when it was last tried; null when that was never, or on other code.</summary>
    public Verdict? Find(MutationSite site) =>
        Read(site) is { } entry && entry.Digest == DigestOf(site) ? new Verdict(site, entry.Outcome, entry.By) : null;

    /// <summary>The test that noticed the mutant when it was last tried, though it may have been on other code: the first to try again.</summary>
    public string? LastCatcher(MutationSite site) => Read(site) is { Outcome: Outcome.Caught } entry ? entry.By : null;

    /// <summary>Writes a verdict down.</summary>
    public void Add(Verdict verdict)
    {
        _entries[verdict.Site.Key] = $"{DigestOf(verdict.Site)} {verdict.Outcome} {verdict.By}".TrimEnd();
        Save();
    }

    /// <summary>Forgets all places but these, since the code of the others is gone.</summary>
    public void KeepOnly(IEnumerable<MutationSite> sites)
    {
        foreach (string key in _entries.Keys.Except(sites.Select(static site => site.Key)).ToArray())
            _entries.Remove(key);
        Save();
    }

    private void Save() => File.WriteAllText(_file.FullName, JsonSerializer.Serialize(_entries, Format) + "\n");

    private (string Digest, Outcome Outcome, string? By)? Read(MutationSite site)
    {
        if (!_entries.TryGetValue(site.Key, out string? entry))
            return null;
        string[] parts = entry.Split(' ', 3);
        return (parts[0], Enum.Parse<Outcome>(parts[1]), parts.ElementAtOrDefault(2));
    }

    // Of the member's tokens: comments and layout do not count.
    private static string DigestOf(MutationSite site)
    {
        MemberDeclarationSyntax member = site.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;
        string code = string.Join(' ', member.DescendantTokens().Select(static token => token.Text));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)))[..8];
    }
}
