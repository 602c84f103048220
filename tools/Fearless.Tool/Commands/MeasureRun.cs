using Fearless.Tool.Measuring;
using Fearless.Tool.Measuring.Probes;
using Fearless.Tool.Output;
using Fearless.Tool.Output.Pages;
using Spectre.Console;

namespace Fearless.Tool.Commands;

/// <summary>Measures one thing after the other, and reports.</summary>
internal sealed class MeasureRun(IAnsiConsole console, TextWriter error, CancellationToken cancellationToken)
{
    public int Run(MeasureOptions options)
    {
        ReportFile.RefuseUnwritable(options.Json, options.Html);
        Meter meter = options.IsQuick ? Meter.Quick : Meter.Thorough;
        var measured = new List<Measurement>();
        bool isInterrupted = false;
        try
        {
            foreach (Probe probe in Catalogue.All)
            {
                error.WriteLine($"Measuring: {probe.Name}");
                measured.Add(meter.Run(probe, cancellationToken));
            }
        }
        catch (OperationCanceledException) when (measured.Count > 0)
        {
            // What was measured so far is reported.
            isInterrupted = true;
        }

        if (options.Json == ReportFile.Output)
        {
            ReportFile.WriteToOutput(console, stream => MeasureJson.Write(measured, isInterrupted, stream));
        }
        else
        {
            if (options.Json is { } json)
                ReportFile.Write(json, stream => MeasureJson.Write(measured, isInterrupted, stream));
            new MeasureView(console).Write(measured, isInterrupted);
        }
        if (options.Html is { } html)
            ReportFile.Write(html, stream => MeasurePage.Write(measured, isInterrupted, stream));
        return measured.Any(static measurement => measurement.Holds == false) ? ExitCode.Found
            : isInterrupted ? ExitCode.Interrupted
            : ExitCode.NothingFound;
    }
}
