using System.Diagnostics.Metrics;

namespace Fearless.Tasks;

/// <summary>The instruments of the <c>Fearless.Tasks</c> meter. Nothing is measured while nobody listens.</summary>
internal static class TaskMeter
{
    private static readonly Meter Meter = new("Fearless.Tasks");

    /// <summary>For how long tasks have kept their loop, each time that they ran.</summary>
    public static readonly Histogram<double> Polls = Meter.CreateHistogram<double>(
        "fearless.task.poll", "s", "For how long a task has run, from one of its waits to the next: others waited meanwhile.");
}
