using System.Globalization;
using System.Text;
using Fearless.Testing.Linearizability;

namespace Fearless.Testing;

/// <summary>What came out of a stress test: a table, which is its text.</summary>
/// <typeparam name="TOutcome">The type of the outcomes.</typeparam>
public sealed class StressReport<TOutcome>
    where TOutcome : notnull
{
    private const int MostRows = 40;

    internal StressReport(IReadOnlyList<OutcomeRow<TOutcome>> rows) => Rows = rows;

    /// <summary>The outcomes: those that came out, most often first, and those that were declared and never did.</summary>
    public IReadOnlyList<OutcomeRow<TOutcome>> Rows { get; }

    /// <summary>How many states all actors were done with.</summary>
    public long Runs => Rows.Sum(static row => row.Count);

    /// <summary>How often an outcome came out.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>How often; zero if never.</returns>
    public long CountOf(TOutcome outcome) =>
        Rows.FirstOrDefault(row => EqualityComparer<TOutcome>.Default.Equals(row.Outcome, outcome))?.Count ?? 0;

    /// <summary>The table.</summary>
    /// <returns>A line for each outcome: how often it came out, what is thought of it, what it means.</returns>
    public override string ToString()
    {
        long runs = Math.Max(1, Runs);
        List<string[]> lines = [["outcome", "count", "share", "", ""]];
        foreach (OutcomeRow<TOutcome> row in Rows.Take(MostRows))
        {
            string count = row.Count.ToString("N0", CultureInfo.InvariantCulture);
            string share = (row.Count / (double)runs).ToString("P3", CultureInfo.InvariantCulture);
            lines.Add([ValueText.Of(row.Outcome), count, share, GradeOf(row), row.Meaning]);
        }
        int[] widths = [.. Enumerable.Range(0, lines[0].Length).Select(column => lines.Max(line => line[column].Length))];
        var table = new StringBuilder();
        foreach (string[] line in lines)
        {
            // Numbers to the right, words to the left.
            IEnumerable<string> cells = line.Select((cell, column) => column is 1 or 2 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            table.AppendLine(string.Join("   ", cells).TrimEnd());
        }
        if (Rows.Count > MostRows)
            table.AppendLine(CultureInfo.InvariantCulture, $"... and {Rows.Count - MostRows} outcomes more");
        return table.ToString();
    }

    private static string GradeOf(OutcomeRow<TOutcome> row) => row.Grade switch
    {
        OutcomeGrade.Acceptable => "acceptable",
        OutcomeGrade.Interesting => "interesting",
        OutcomeGrade.Forbidden => "FORBIDDEN",
        _ => "UNKNOWN",
    };
}
