namespace Fearless.Tool.Findings;

/// <summary>Decides which finding is told, where several speak of the same code.</summary>
internal static class Precedence
{
    public static IReadOnlyList<Finding> Settle(IEnumerable<Finding> findings) =>
    [
        .. findings
            .DistinctBy(static finding => (finding.File, finding.Rule.Id, finding.Line))
            .GroupBy(static finding => finding.File)
            .SelectMany(Settle)
            .OrderBy(static finding => finding.File, StringComparer.Ordinal).ThenBy(static finding => finding.Line).ThenBy(static finding => finding.Rule.Id, StringComparer.Ordinal),
    ];

    private static IEnumerable<Finding> Settle(IGrouping<string, Finding> file)
    {
        Finding[] all = [.. file];
        return all.Where(finding => !all.Any(other => other.Rule.Rank > finding.Rule.Rank && other.Covers is { } span && span.Contains(finding.At.SourceSpan)));
    }
}
