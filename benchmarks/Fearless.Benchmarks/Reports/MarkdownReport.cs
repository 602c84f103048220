using System.Globalization;
using System.Text;
using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Reports;

/// <summary>The report as Markdown, to keep beside the code.</summary>
internal static class MarkdownReport
{
    public static void Write(Report report, FileInfo file) => File.WriteAllText(file.FullName, Render(report));

    public static string Render(Report report)
    {
        var text = new StringBuilder();
        AppendRow(text, ResultTable.FindingHeadings);
        AppendRule(text, ResultTable.FindingHeadings.Length);
        foreach (ComparisonResult result in report.Results)
        {
            foreach (Finding finding in result.Findings)
                AppendRow(text, ResultTable.FindingRow(result, finding));
        }

        foreach (ComparisonResult result in report.Results)
        {
            text.Append('\n');
            string[] headings = ResultTable.CostHeadings(result.Comparison);
            AppendRow(text, headings);
            AppendRule(text, headings.Length);
            foreach (ContenderResult contender in result.Contenders)
                AppendRow(text, ResultTable.CostRow(contender));
        }

        text.Append('\n');
        foreach (Fact fact in report.Machine)
            text.Append(CultureInfo.InvariantCulture, $"- {fact.Name}: {fact.Value}\n");
        text.Append(CultureInfo.InvariantCulture, $"- {report.Pace.Rounds} rounds after {report.Pace.WarmUp.TotalMilliseconds} ms of warm-up each\n");
        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static void AppendRule(StringBuilder text, int columns) => AppendRow(text, [.. Enumerable.Repeat("---", columns)]);
}
