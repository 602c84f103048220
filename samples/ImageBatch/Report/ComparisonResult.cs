using System.Globalization;
using Spectre.Console;

namespace ImageBatch.Report;

/// <summary>The times of each way, round by round.</summary>
internal sealed record ComparisonResult(int Files, int Workers, ComparisonResult.Timing[] Timings)
{
    /// <summary>How many times as fast as the sequential way of the same round, in each round.</summary>
    public double[] SpeedUps(Timing timing)
    {
        double[] sequential = Timings.First(static t => t.Name == Comparison.Sequential).Seconds;
        return [.. timing.Seconds.Zip(sequential, static (seconds, alone) => alone / seconds)];
    }

    public void Write(IAnsiConsole console)
    {
        console.WriteLine();
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"The same {Files:N0} files in {Timings[0].Seconds.Length} interleaved rounds, workers: {Workers}; read, decode, filter, encode, without writing. Medians, lowest and highest in brackets."));
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("way");
        foreach (string column in (string[])["seconds", "images/s", "x sequential"])
            table.AddColumn(new TableColumn(column).RightAligned());
        BarChart chart = new BarChart().Width(60).Label("times as fast as sequential").LeftAlignLabel()
            .UseValueFormatter(static (value, _) => value.ToString("F2", CultureInfo.InvariantCulture));
        foreach (Timing timing in Timings)
        {
            double[] speedUps = SpeedUps(timing);
            table.AddRow(timing.Name, Spread(timing.Seconds), (Files / Median(timing.Seconds)).ToString("F1", CultureInfo.InvariantCulture), Spread(speedUps));
            chart.AddItem(timing.Name, Median(speedUps), timing.Name == Comparison.Fearless ? Color.Green : Color.Grey);
        }

        console.Write(table);
        console.Write(chart);
    }

    internal static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static string Spread(double[] values) =>
        Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{Median(values):F2} ({values.Min():F2} to {values.Max():F2})"));

    internal sealed record Timing(string Name, double[] Seconds);
}
