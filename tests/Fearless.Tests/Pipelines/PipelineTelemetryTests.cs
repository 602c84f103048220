using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Fearless.Pipelines;
using Fearless.Tests.Parallel;
using Fearless.Tests.Threads;

namespace Fearless.Tests.Pipelines;

public class PipelineTelemetryTests
{
    private const string Source = "Fearless.Pipelines";

    [Fact]
    public void Progress_tells_of_each_stage_while_it_runs_and_last_of_the_end()
    {
        using var isFull = new ManualResetEventSlim();
        var told = new List<PipelineProgress>();
        PipelineProgress? full = null;
        PipelineReport report = Pipeline.From(Enumerable.Range(0, 100), name: "numbers")
            .Sequential(static x => x, name: "first")
            .Sequential(_ => isFull.Await(), name: "last")
            .With(new PipelineOptions { Capacity = 4, ProgressInterval = TimeSpan.FromMilliseconds(1) })
            .Run(new InlineProgress(progress =>
            {
                told.Add(progress);
                // Until nothing moves any more and has not for long enough that a wait is most of the time. A sender that has waited for room
                // goes on when half of it is free, so one item may be missing before the stage that moved last.
                if (full is null
                    && progress.Stages[1].BlockedShare > 0.6
                    && progress.Stages[2].BusyShare > 0.6
                    && progress.Stages[1].Queued >= 3
                    && progress.Stages[2].Queued >= 3)
                {
                    full = progress;
                    isFull.Set();
                }
            }));

        Assert.NotNull(full);
        Assert.Equal(["numbers", "first", "last"], full.Stages.Select(static stage => stage.Name));
        Assert.Equal(0, full.Stages[0].Queued);
        Assert.InRange(full.Stages[1].Queued, 3, 4);
        Assert.InRange(full.Stages[2].Queued, 3, 4);
        Assert.Equal([0, 4, 4], full.Stages.Select(static stage => stage.Capacity));
        Assert.Equal("last", full.Bottleneck.Name);
        Assert.Equal(0, full.Completed);

        Assert.Equal(100, told[^1].Completed);
        Assert.Equal(report.Stages, told[^1].Stages);
        Assert.All(report.Stages, static stage => Assert.InRange(stage.Rate, 1, double.MaxValue));
    }

    [Fact]
    public void The_meter_measures_pipelines_that_run_and_records_how_they_ended()
    {
        var published = new ConcurrentDictionary<(string Name, string? Unit), byte>();
        var seen = new ConcurrentDictionary<(string Instrument, string Stage), double>();
        var ended = new ConcurrentBag<(string Instrument, string Outcome)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != Source)
                return;
            published[(instrument.Name, instrument.Unit)] = 0;
            listener.EnableMeasurementEvents(instrument);
        };
        void See(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if ((string?)tags[0].Value != "measured")
                return;
            if (tags.Length == 2)
                ended.Add((instrument.Name, (string)tags[1].Value!));
            else
                seen[(instrument.Name, (string)tags[2].Value!)] = value;
        }
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => See(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => See(instrument, value, tags));
        listener.Start();

        Pipeline.From(Enumerable.Range(0, 100), name: "numbers")
            .Sequential(
                x =>
                {
                    if (x == 50)
                        listener.RecordObservableInstruments();
                    return x == 10 ? throw new IOException() : x;
                },
                name: "stage")
            .With(new PipelineOptions { Name = "measured", OnFailure = FailurePolicy.Continue })
            .Run();

        Assert.Equal(ObservingPage.Rows("instrument of pipelines | unit |").Select(static row => (row[0], (string?)row[1])).Order(), published.Keys.Order());
        Assert.Equal(49, seen[("fearless.pipeline.done", "stage")]);
        Assert.Equal(1, seen[("fearless.pipeline.failed", "stage")]);
        Assert.Equal(0, seen[("fearless.pipeline.not_started", "stage")]);
        Assert.InRange(seen[("fearless.pipeline.done", "numbers")], 51, 100);
        Assert.InRange(seen[("fearless.pipeline.busy", "stage")], 0, 1);
        Assert.Equal(("fearless.pipeline.duration", "Failed"), Assert.Single(ended));

        seen.Clear();
        listener.RecordObservableInstruments();
        Assert.Empty(seen);
    }

    [Fact]
    public void A_run_and_its_stages_are_activities_and_what_a_stage_traces_is_part_of_it()
    {
        var stopped = new ConcurrentBag<Activity>();
        var inside = new ConcurrentBag<Activity?>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == Source,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = stopped.Add,
        };
        ActivitySource.AddActivityListener(listener);
        Activity? before = Activity.Current;

        Pipeline.From([1, 2, 3], name: "numbers")
            .Parallel(
                x =>
                {
                    inside.Add(Activity.Current);
                    return x == 3 ? throw new IOException("three") : x;
                },
                degree: 2,
                name: "stage")
            .With(new PipelineOptions { Name = "traced" })
            .Run();

        Assert.Same(before, Activity.Current);
        Activity run = Assert.Single(stopped, static activity => activity.OperationName == "traced");
        Activity[] stages = [.. stopped.Where(activity => activity.ParentSpanId == run.SpanId)];
        Assert.Equal(["numbers", "stage"], stages.Select(static activity => activity.OperationName).Order());
        Activity stage = stages.Single(static activity => activity.OperationName == "stage");
        Assert.All(inside, activity => Assert.Same(stage, activity));
        Assert.Equal(ActivityStatusCode.Error, stage.Status);
        Assert.Equal(1L, stage.GetTagItem("fearless.pipeline.failed"));
        Assert.Equal(ActivityStatusCode.Error, run.Status);
        Assert.Equal("three", run.StatusDescription);
        Assert.Equal("Failed", run.GetTagItem("fearless.pipeline.outcome"));
    }
}
