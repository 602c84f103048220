using System.Globalization;
using Fearless.Tool.Measuring;
using Spectre.Console;

namespace Fearless.Tool.Output;

/// <summary>What was measured of this machine, for people.</summary>
internal sealed class MeasureView(IAnsiConsole console)
{
    public void Write(IReadOnlyList<Measurement> measured, bool isInterrupted)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn("what").AddColumn(new TableColumn("median").RightAligned()).AddColumn(new TableColumn("quartiles").RightAligned()).AddColumn("the guide").AddColumn("holds here");
        foreach (Measurement measurement in measured)
        {
            string holds = measurement.Holds switch
            {
                true => "yes",
                false => "[bold]no[/]",
                null => "",
            };
            table.AddRow(
                Markup.Escape(measurement.Probe.Name), $"{Number(measurement.Median)} {measurement.Probe.Unit}", $"{Number(measurement.Lower)} to {Number(measurement.Upper)}",
                Markup.Escape(measurement.Probe.Claim?.Text ?? "says nothing"), holds);
        }
        console.Write(table);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}."));
        if (isInterrupted)
            console.WriteLine("Interrupted: the rest was not measured.");
    }

    // Three digits are what the spread leaves of them.
    private static string Number(double value) => value switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
