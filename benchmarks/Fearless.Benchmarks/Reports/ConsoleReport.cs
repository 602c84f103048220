using System.Globalization;
using Fearless.Benchmarks.Harness;
using Fearless.Benchmarks.Rust;
using Spectre.Console;

namespace Fearless.Benchmarks.Reports;

/// <summary>The report on the terminal.</summary>
internal sealed class ConsoleReport
{
    private const int LeastWidth = 150;

    private readonly IAnsiConsole _console;

    public ConsoleReport(IAnsiConsole console)
    {
        _console = console;
        // Without a terminal the width is a guess that would break the tables.
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = Math.Max(console.Profile.Width, LeastWidth);
    }

    public void WriteStart(RustBuild rust)
    {
        if (rust.Missing is { } reason)
            _console.MarkupLineInterpolated($"[yellow]No Rust column: {reason}.[/]");
        _console.WriteLine();
    }

    public void Write(ComparisonResult result)
    {
        Table table = new Table().RoundedBorder();
        foreach ((int index, string heading) in ResultTable.CostHeadings(result.Comparison).Index())
            table.AddColumn(new TableColumn(new Text(heading)) { Alignment = index == 0 ? Justify.Left : Justify.Right });
        foreach (ContenderResult contender in result.Contenders)
            table.AddRow(Plain(ResultTable.CostRow(contender)));
        _console.Write(table);
    }

    public void WriteEnd(Report report)
    {
        Table table = new Table().RoundedBorder().Title("Against the bars");
        table.AddColumns(ResultTable.FindingHeadings);
        foreach (ComparisonResult result in report.Results)
        {
            foreach (Finding finding in result.Findings)
            {
                string[] row = ResultTable.FindingRow(result, finding);
                table.AddRow([.. Plain(row[..^1]), new Text(row[^1], new Style(ColourOf(finding.Verdict)))]);
            }
        }

        _console.Write(table);
        var grid = new Grid().AddColumns(2);
        foreach (Fact fact in report.Machine)
            grid.AddRow(Plain([fact.Name, fact.Value]));
        _console.Write(grid);
        _console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Pace.Rounds} rounds after {report.Pace.WarmUp.TotalMilliseconds} ms of warm-up each; project settings as they come, but for SkipLocalsInit."));
    }

    public void WriteFailure(Exception exception) => _console.MarkupLineInterpolated($"[red]{exception.Message}[/]");

    // Plain text, not markup: `std::thread::scope` holds what markup takes for an emoji.
    private static Text[] Plain(string[] cells) => [.. cells.Select(static cell => new Text(cell))];

    private static Color ColourOf(Verdict verdict) => verdict switch
    {
        Verdict.Met => Color.Green,
        Verdict.Missed => Color.Red,
        Verdict.Unclear => Color.Yellow,
        _ => Color.Default,
    };
}
