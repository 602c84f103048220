using System.Globalization;
using Fearless.Tool.Findings;
using Fearless.Tool.Framework;
using Spectre.Console;

namespace Fearless.Tool.Output;

/// <summary>The report for people: what there is, where it gathers, and each finding with its code.</summary>
internal sealed class TerminalReport(IAnsiConsole console)
{
    private const int HotSpots = 8;

    public void Write(AdviceReport report, int show, int known)
    {
        WritePlaces(report);
        if (report.Findings.Count > 0)
        {
            WriteRules(report);
            WriteHotSpots(report);
            WriteFindings(report, show);
        }
        WriteEnd(report, known);
    }

    private void WritePlaces(AdviceReport report)
    {
        if (report.Places.Count == 0)
            return;
        var table = new Table().Border(TableBorder.Simple).Title("Concurrency as it is").AddColumn("workload").AddColumn("used for it").AddColumn("by the guide");
        foreach (IGrouping<Workload, Place> group in report.Places.GroupBy(static place => place.Workload).OrderByDescending(static group => group.Count()))
        {
            string uses = string.Join(", ", group.CountBy(static place => place.Uses).OrderByDescending(static pair => pair.Value).Take(5).Select(static pair => $"{pair.Key} ({Number(pair.Value)})"));
            table.AddRow(Escape(Words.Of(group.Key)), Escape(uses), Escape(Words.NameOf(Guide.For(group.Key).Approach)));
        }
        console.Write(table);
    }

    private void WriteRules(AdviceReport report)
    {
        var table = new Table().Border(TableBorder.Simple).Title("To reconsider").AddColumn("rule").AddColumn("what").AddColumn(new TableColumn("findings").RightAligned()).AddColumn(new TableColumn("places").RightAligned());
        foreach (IGrouping<string, Finding> rule in report.Findings.GroupBy(static finding => finding.Rule.Id).OrderByDescending(static rule => rule.Count()))
            table.AddRow(rule.Key, Escape(rule.First().Rule.Title), Number(rule.Count()), Number(rule.Sum(static finding => finding.Count)));
        console.Write(table);
    }

    private void WriteHotSpots(AdviceReport report)
    {
        var tree = new Tree("Hot spots");
        foreach (IGrouping<string, Finding> file in report.Findings.GroupBy(finding => FindingText.PathOf(finding, report.Code.Root))
            .Where(static file => file.Count() > 1).OrderByDescending(static file => file.Sum(static finding => finding.Count * finding.Confidence.Value)).Take(HotSpots))
        {
            TreeNode node = tree.AddNode(Escape($"{file.Key}: {Number(file.Count())} findings"));
            foreach (var (rule, count) in file.CountBy(static finding => finding.Rule).OrderByDescending(static pair => pair.Value))
                node.AddNode(Escape($"{rule.Id} {rule.Title}: {Number(count)}"));
        }
        if (tree.Nodes.Count > 0)
            console.Write(tree);
    }

    private void WriteFindings(AdviceReport report, int show)
    {
        foreach (Finding finding in report.Findings.OrderByDescending(static finding => finding.Confidence.Value).Take(show))
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"[bold]{FindingText.PathOf(finding, report.Code.Root)}:{finding.Line}[/] {finding.Rule.Id} in {finding.Member}{(finding.Count > 1 ? $", {finding.Count} places" : "")}");
            console.MarkupLineInterpolated($"  {Words.Of(finding.Workload)}; it should be: [bold]{Words.NameOf(finding.Approach)}[/]");
            console.Write(new Padder(new Text(finding.Message), new Padding(2, 0, 0, 0)));
            console.Write(new Padder(new Text($"By the guide: {Guide.For(finding.Workload).Reason}."), new Padding(2, 0, 0, 0)));
            console.Write(new Padder(new Text(FindingText.ConfidenceOf(finding)), new Padding(2, 0, 0, 0)));
            if (finding.Rewrite is { } rewrite)
                console.Write(new Padder(new Text((rewrite.IsComplete ? "" : "// an outline\n") + FindingText.CodeOf(rewrite), new Style(Color.Green)), new Padding(4, 0, 0, 0)));
        }
        if (report.Findings.Count > show)
            console.WriteLine($"\n{Number(report.Findings.Count - show)} more, less sure or as sure: --show 0 for all, or --json FILE.");
    }

    private void WriteEnd(AdviceReport report, int known)
    {
        console.WriteLine();
        console.WriteLine($"{FindingText.Counted(report.Findings.Count, "finding")}{(known > 0 ? $", and {Number(known)} of the baseline," : "")} in {FindingText.Counted(report.FilesSeen, "file")}, {FindingText.Counted(report.Code.Lines, "line")}, {report.Duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s.");
        if (report.BoundShare < 1)
            console.WriteLine($"{((1 - report.BoundShare) * 100).ToString("0.0", CultureInfo.InvariantCulture)} % of the calls are of something that is not there, such as {(report.Code.NotRestored.Count > 0 ? $"packages of {FindingText.Counted(report.Code.NotRestored.Count, "project")} not restored" : "code that generators make")}: what they do is not known.");
        if (report.Code.LeftOut.Count > 0)
            console.WriteLine($"{FindingText.Counted(report.Code.LeftOut.Count, "project")} of tests left out; --tests looks at them, too.");
        foreach (var (file, error) in report.Failed)
            console.WriteLine($"Not looked at, since the compiler failed: {Path.GetRelativePath(report.Code.Root, file)}: {error}");
        if (report.IsInterrupted)
            console.WriteLine($"Interrupted: {FindingText.Counted(report.Code.Files - report.FilesSeen, "file")} not looked at, and no calls followed.");
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Escape(string text) => Markup.Escape(text);
}
