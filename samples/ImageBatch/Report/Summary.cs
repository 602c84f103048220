using System.Globalization;
using ImageBatch.Batch;
using Spectre.Console;

namespace ImageBatch.Report;

/// <summary>The tables at the end of a run.</summary>
internal static class Summary
{
    private const int MostFailuresShown = 25;

    public static void Write(IAnsiConsole console, BatchResult result)
    {
        WriteFailures(console, result.Failures);
        double seconds = result.Wall.TotalSeconds;
        Table table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumn("what").AddColumn(new TableColumn("value").RightAligned());
        Row(table, "files", $"{result.Files:N0}");
        Row(table, "made", $"{result.Done:N0}");
        Row(table, "skipped, done before", $"{result.Skipped:N0}");
        Row(table, "failed", $"{result.Failures.Length:N0}");
        Row(table, "wall time", $"{Durations.Short(result.Wall)}");
        if (result.Done > 0)
        {
            Row(table, "rate", $"{result.Done / seconds:F1} images/s, {result.Pixels / 1e6 / seconds:F1} MP/s");
            for (int i = 0; i < result.WorkerTimes.Length; i++)
                Row(table, $"worker {i + 1}", $"{result.WorkerTimes[i].Busy / result.Wall:P0} busy, {result.WorkerTimes[i].Pieces:N0} files");
            Row(table, "cores in use: processor time / wall time", $"{result.Cpu / result.Wall:F2}");
            Row(table, "speed-up, estimated: work time / wall time", $"{result.SpeedUp:F2} x, workers: {result.Workers}");
        }

        console.Write(table);
        if (result.Done > 0)
        {
            console.WriteLine(
                "Work time is the time inside the work, of all workers together. One worker alone would need about as long if it were as fast, so the last line " +
                "is an estimate; where other programs share the cores it flatters, and the line before it shows that. --compare measures.");
        }
    }

    /// <summary>Names the files that could not be used, and why.</summary>
    private static void WriteFailures(IAnsiConsole console, FileFailure[] failures)
    {
        foreach (FileFailure failure in failures.Take(MostFailuresShown))
            console.Profile.Out.Writer.WriteLine($"Failed: {failure.File}: {failure.Reason}");
        if (failures.Length > MostFailuresShown)
            console.WriteLine($"and {failures.Length - MostFailuresShown:N0} more, all listed in {FailureList.Name}");
    }

    private static void Row(Table table, string what, FormattableString value) =>
        table.AddRow(new Text(what), new Text(value.ToString(CultureInfo.InvariantCulture)));
}
