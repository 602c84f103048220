namespace Fearless.Tests.Parallel;

/// <summary>The tables of <c>docs/observing.md</c>, which tell users the names that they type.</summary>
internal static class ObservingPage
{
    /// <summary>The cells of the table whose first heading is <paramref name="heading"/>, row by row, without their marks for code.</summary>
    public static string[][] Rows(string heading) =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "observing.md"))
            .SkipWhile(line => !line.StartsWith($"| {heading} |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(static line => line.StartsWith('|'))
            .Select(static line => line.Replace("`", "").Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];
}
