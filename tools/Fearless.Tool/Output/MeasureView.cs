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
                Markup.Escape(measurement.Probe.Name), $"{MeasureWords.Number(measurement.Median)} {measurement.Probe.Unit}", $"{MeasureWords.QuartilesOf(measurement)}",
                Markup.Escape(MeasureWords.ClaimOf(measurement)), holds);
        }
        console.Write(table);
        console.WriteLine(MeasureWords.Machine);
        if (isInterrupted)
            console.WriteLine("Interrupted: the rest was not measured.");
    }
}
