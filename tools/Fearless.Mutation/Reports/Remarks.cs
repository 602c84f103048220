using System.Text.Json;
using Fearless.Mutation.Sites;

namespace Fearless.Mutation.Reports;

/// <summary>What people wrote about mutants that survive: why the code is right all the same.</summary>
/// <param name="Texts">The remarks, by <see cref="MutationSite.Key"/>.</param>
internal sealed record Remarks(IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>The remark on <paramref name="site"/>; null when there is none.</summary>
    public string? Of(MutationSite site) => Texts.GetValueOrDefault(site.Key);

    /// <summary>Reads the file; no remarks when there is none.</summary>
    public static Remarks Read(FileInfo file) => new(file.Exists
        ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file.FullName))!
        : []);
}
