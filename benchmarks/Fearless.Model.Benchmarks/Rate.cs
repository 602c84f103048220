using System.Diagnostics;
using Fearless.Testing;

namespace Fearless.ModelBenchmarks;

/// <summary>How many executions were run in how much time.</summary>
/// <param name="Executions">All of them.</param>
/// <param name="PerCheck">How many explore the model once.</param>
/// <param name="Elapsed">How long they took.</param>
/// <param name="Processor">The processor time of all threads.</param>
internal sealed record Rate(long Executions, long PerCheck, TimeSpan Elapsed, TimeSpan Processor)
{
    public double PerSecond => Executions / Elapsed.TotalSeconds;

    public double PerProcessorSecond => Executions / Processor.TotalSeconds;

    /// <summary>Explores <paramref name="body"/> over and over for <paramref name="time"/>.</summary>
    public static Rate Measure(Action body, TimeSpan time)
    {
        using var process = Process.GetCurrentProcess();
        TimeSpan processor = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        long executions = 0;
        ModelReport report;
        do
        {
            report = Model.Check(body);
            executions += report.Executions;
        }
        while (watch.Elapsed < time);
        TimeSpan elapsed = watch.Elapsed;
        process.Refresh();
        return new Rate(executions, report.Executions, elapsed, process.TotalProcessorTime - processor);
    }
}
