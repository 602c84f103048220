using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using System.Runtime.CompilerServices;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Tasks;

/// <summary>What listeners learn of tasks. Others run tasks at the same time: each test looks for methods of its own.</summary>
public class SightTests
{
    [Fact]
    public void A_task_that_keeps_its_executor_for_long_is_told_of_and_one_that_does_not_is_not()
    {
        using var listener = new Listener();
        Executor.BlockOn(static async () =>
        {
            await TaskScope.RunAsync(static async scope =>
            {
                _ = scope.Spawn(KeepTheExecutor());
                _ = scope.Spawn(SleepForAsLong());
                await Executor.Yield();
            });
        });
        object?[] told = Assert.Single(listener.Of("TaskPolledLong", nameof(KeepTheExecutor)));
        Assert.InRange((long)told[1]!, 100, (long)TestThread.Patience.TotalMilliseconds);
        Assert.Empty(listener.Of("TaskPolledLong", nameof(SleepForAsLong)));

        static async Future KeepTheExecutor()
        {
            await Executor.Yield();
            for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(110);)
                Thread.SpinWait(100);
        }

        static async Future SleepForAsLong() => await Executor.Delay(TimeSpan.FromMilliseconds(110));
    }

    [Fact]
    public void A_future_that_is_dropped_is_told_of_and_one_that_ran_is_not()
    {
        using var listener = new Listener();
        Drop();
        Executor.BlockOn(static async () => await RunToTheEnd());
        TestThread.Until(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return listener.Of("FutureLeaked", nameof(BeDropped)).Count > 0;
            },
            "the dropped future is told of");
        Assert.Empty(listener.Of("FutureLeaked", nameof(RunToTheEnd)));
    }

    [Fact]
    public void Each_run_of_a_task_is_measured_while_somebody_listens()
    {
        var polls = new ConcurrentQueue<double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument is { Meter.Name: "Fearless.Tasks", Name: "fearless.task.poll" })
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) =>
        {
            if (tags[0].Value is nameof(YieldTwice))
                polls.Enqueue(value);
        });
        listener.Start();
        Executor.BlockOn(static async () => await TaskScope.RunAsync(static async scope => await scope.Spawn(YieldTwice())));
        Assert.Equal(3, polls.Count);
        Assert.All(polls, static poll => Assert.InRange(poll, 0, TestThread.Patience.TotalSeconds));

        static async Future YieldTwice()
        {
            await Executor.Yield();
            await Executor.Yield();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Drop() => _ = BeDropped();

    private static async Future BeDropped() => await Executor.Yield();

    private static async Future RunToTheEnd() => await Executor.Yield();

    private sealed class Listener : EventListener
    {
        private readonly ConcurrentQueue<EventWrittenEventArgs> _events = [];

        public List<object?[]> Of(string name, string method) =>
            [.. _events.Where(told => told.EventName == name && (string?)told.Payload![0] == method).Select(static told => told.Payload!.ToArray())];

        protected override void OnEventSourceCreated(EventSource source)
        {
            if (source.Name == "Fearless")
                EnableEvents(source, EventLevel.Warning);
        }

        // It may be told of events before its own fields are there.
        protected override void OnEventWritten(EventWrittenEventArgs told) => _events?.Enqueue(told);
    }
}
