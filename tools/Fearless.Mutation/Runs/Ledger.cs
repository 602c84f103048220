using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Fearless.Mutation.Sites;
using Microsoft.CodeAnalysis;

namespace Fearless.Mutation.Runs;

/// <summary>The verdicts of earlier runs, in a file, so that a run goes on where another ended, and new tests meet only the mutants that none had caught.</summary>
/// <remarks>A verdict stands as long as the code of the file that the mutant changes is the same, whatever its comments say. A mutant that was not caught is tried again.</remarks>
internal sealed class Ledger
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    private readonly FileInfo? _file;
    private readonly Dictionary<string, Entry> _entries = [];
    private readonly Dictionary<int, string> _keys = [];
    private readonly Dictionary<string, string> _digests = [];

    /// <summary>Reads <paramref name="file"/>, if there is one.</summary>
    public Ledger(FileInfo? file, LibrarySources library, IEnumerable<MutationSite> sites)
    {
        _file = file;
        foreach ((string path, SyntaxTree tree) in library.Trees)
            _digests[path] = DigestOf(tree);
        foreach (IGrouping<string, MutationSite> same in sites.GroupBy(static site => site.Key))
        {
            foreach ((int index, MutationSite site) in same.Index())
                _keys[site.Id] = index == 0 ? site.Key : $"{site.Key}|{index}";
        }
        if (file is { Exists: true })
            _entries = JsonSerializer.Deserialize<Dictionary<string, Entry>>(File.ReadAllText(file.FullName), Format)!;
    }

    /// <summary>What became of the mutant when it was last tried; null when that was never, or in another version of its file.</summary>
    public Verdict? Find(MutationSite site) =>
        _entries.TryGetValue(_keys[site.Id], out Entry? entry) && entry.Digest == _digests[site.File] ? new Verdict(site, entry.Outcome, entry.By) : null;

    /// <summary>Writes a verdict down.</summary>
    public void Add(Verdict verdict)
    {
        _entries[_keys[verdict.Site.Id]] = new Entry(verdict.Outcome, verdict.By, _digests[verdict.Site.File]);
        if (_file is not null)
            File.WriteAllText(_file.FullName, JsonSerializer.Serialize(_entries, Format));
    }

    private static string DigestOf(SyntaxTree tree)
    {
        string code = string.Join(' ', tree.GetRoot().DescendantTokens().Select(static token => token.Text));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code)))[..16];
    }

    private sealed record Entry(Outcome Outcome, string? By, string Digest);
}
