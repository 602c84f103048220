using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Fearless.Atomics;

namespace Fearless.Pipelines;

/// <summary>The meter and the activity source <c>Fearless.Pipelines</c>.</summary>
/// <remarks>What a run does is read from its own counts when someone asks; how it ended is recorded once. Without listeners a run pays for
/// being registered.</remarks>
internal static class PipelineTelemetry
{
    private const string Name = "Fearless.Pipelines";

    private static readonly ActivitySource Source = new(Name);
    private static readonly ConcurrentDictionary<PipelineRun, long> Runs = new();
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Durations = CreateInstruments();
    private static AtomicLong s_lastId;

    /// <summary>Measures the run until <see cref="Forget"/>, and begins its activity if someone listens.</summary>
    public static Activity? BeginRun(PipelineRun run, string pipeline)
    {
        Activity? activity = Source.StartActivity(pipeline);
        Runs[run] = s_lastId.Increment();
        return activity;
    }

    /// <summary>Begins the activity of a stage, as a part of the run's.</summary>
    public static Activity? BeginStage(StageNode stage, Activity run)
    {
        Activity? activity = Source.CreateActivity(stage.Name, ActivityKind.Internal, run.Context);
        activity?.Start();
        // Starting made it the current one of this thread, which goes on with the run.
        Activity.Current = run;
        return activity;
    }

    /// <summary>Ends the activity of a stage.</summary>
    public static void EndStage(Activity activity, StageReport report)
    {
        activity.SetTag("fearless.pipeline.done", report.Done);
        activity.SetTag("fearless.pipeline.failed", report.Failed);
        activity.SetTag("fearless.pipeline.not_started", report.NotStarted);
        if (report.Failed > 0)
            activity.SetStatus(ActivityStatusCode.Error);
        activity.Stop();
    }

    /// <summary>Measures the run no longer.</summary>
    public static void Forget(PipelineRun run) => Runs.TryRemove(run, out _);

    /// <summary>Records how the run ended, and ends its activity.</summary>
    public static void EndRun(Activity? activity, string pipeline, PipelineReport report)
    {
        Durations.Record(
            report.Elapsed.TotalSeconds,
            new KeyValuePair<string, object?>("pipeline", pipeline),
            new KeyValuePair<string, object?>("outcome", report.Outcome.ToString()));
        if (activity is null)
            return;
        activity.SetTag("fearless.pipeline.outcome", report.Outcome.ToString());
        activity.SetTag("fearless.pipeline.completed", report.Completed);
        activity.SetTag("fearless.pipeline.bottleneck", report.Bottleneck.Name);
        foreach (PipelineFailure failure in report.Failures)
            activity.AddException(failure.Exception);
        if (report.Outcome == PipelineOutcome.Failed)
            activity.SetStatus(ActivityStatusCode.Error, report.Failures[0].Exception.Message);
        activity.Stop();
    }

    private static Histogram<double> CreateInstruments()
    {
        Count("fearless.pipeline.done", "Items that a stage of a running pipeline has finished.", static stage => stage.Done);
        Count("fearless.pipeline.failed", "Items at which a stage failed.", static stage => stage.Failed);
        Count("fearless.pipeline.not_started", "Items that a stopped stage has not begun.", static stage => stage.NotStarted);
        Meter.CreateObservableUpDownCounter(
            "fearless.pipeline.queued", () => Measure(static stage => (long)stage.Queued), "{item}", "Items that wait before a stage.");
        Meter.CreateObservableGauge(
            "fearless.pipeline.busy", () => Measure(static stage => stage.BusyShare), "1", "The share of the time in which a stage worked.");
        Meter.CreateObservableGauge(
            "fearless.pipeline.blocked",
            () => Measure(static stage => stage.BlockedShare),
            "1",
            "The share of the time in which a stage waited for room.");
        return Meter.CreateHistogram<double>("fearless.pipeline.duration", "s", "How long runs took.");

        void Count(string name, string description, Func<StageReport, long> value) =>
            Meter.CreateObservableCounter(name, () => Measure(value), "{item}", description);
    }

    private static IEnumerable<Measurement<TValue>> Measure<TValue>(Func<StageReport, TValue> value)
        where TValue : struct
    {
        foreach ((PipelineRun run, long id) in Runs)
        {
            StageReport[] stages = run.Reports();
            for (int index = 0; index < stages.Length; index++)
            {
                yield return new Measurement<TValue>(
                    value(stages[index]),
                    new KeyValuePair<string, object?>("pipeline", run.Name),
                    new KeyValuePair<string, object?>("run", id),
                    new KeyValuePair<string, object?>("stage", stages[index].Name),
                    new KeyValuePair<string, object?>("position", index));
            }
        }
    }
}
