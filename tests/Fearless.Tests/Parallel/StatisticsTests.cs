using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using Fearless.Scheduling;

namespace Fearless.Tests.Parallel;

public class StatisticsTests
{
    [Fact]
    public void A_fork_that_is_taken_counts_as_promoted_and_stolen() => PoolTest.Run(2, pool =>
    {
        WorkerPoolStatistics before = pool.Statistics;
        pool.Install(() =>
        {
            using var taken = new ManualResetEventSlim();
            Par.Join(
                context =>
                {
                    PoolTest.PollUntil(context, taken);
                    return 0;
                },
                _ =>
                {
                    taken.Set();
                    return 0;
                });
        });
        Assert.True(pool.Statistics.Promotions > before.Promotions);
        Assert.True(pool.Statistics.Steals > before.Steals);
    });

    [Fact]
    public void A_pool_of_one_promotes_nothing() => PoolTest.Run(1, pool =>
    {
        var job = new Fib(20);
        pool.Install(ref job);
        Assert.Equal(0, pool.Statistics.Promotions);
        Assert.Equal(0, pool.Statistics.Steals);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Forks_are_counted_exactly_while_that_is_asked_for(int workers) => PoolTest.Run(workers, static pool =>
    {
        Assert.False(pool.CountsForks);
        Assert.Equal(0, ForksOfFib());
        pool.CountsForks = true;
        Assert.Equal(10_945, ForksOfFib());
        Assert.Equal(10_945, ForksOfFib());
        pool.CountsForks = false;
        Assert.Equal(0, ForksOfFib());

        long ForksOfFib()
        {
            long before = pool.Statistics.Forks;
            var job = new Fib(20);
            pool.Install(ref job);
            return pool.Statistics.Forks - before;
        }
    });

    [Fact]
    public void A_spare_counts_its_forks_too() => PoolTest.Run(1, static pool =>
    {
        pool.CountsForks = true;
        pool.Install(() =>
        {
            JobHandle spare = pool.Spawn(static () => Par.Join(static () => { }, static () => { }));
            Par.Blocking(() => PoolTest.Until(() => spare.IsCompleted, "a spare has taken the job"));
            spare.Join();
        });
        Assert.Equal(1, pool.Statistics.Forks);
    });

    [Fact]
    public void Idle_workers_are_counted_as_parked() => PoolTest.Run(2, static pool =>
    {
        PoolTest.UntilIdle(pool);
        PoolTest.Until(() => pool.Statistics.Parks >= 2, "both workers have parked");
    });

    [Fact]
    public void The_meter_publishes_the_counts_of_live_pools_and_forgets_disposed_ones()
    {
        var seen = new ConcurrentDictionary<(string Instrument, object? Pool), long>();
        var published = new ConcurrentDictionary<(string Name, string? Unit), byte>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != "Fearless")
                return;
            published[(instrument.Name, instrument.Unit)] = 0;
            listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen[(instrument.Name, tags[0].Value)] = value);
        listener.Start();

        object?[] others = [];
        object? own = null;
        PoolTest.Run(3, pool =>
        {
            Assert.Equal(
                ObservingPage.Rows("instrument").Select(static row => (row[0], (string?)$"{{{row[1]}}}")).Order(), published.Keys.Order());
            Assert.False(pool.CountsForks);
            listener.RecordObservableInstruments();
            Assert.True(pool.CountsForks);
            PoolTest.UntilIdle(pool);
            listener.RecordObservableInstruments();
            Assert.Contains("fearless.pool.promotions", seen.Keys.Select(static key => key.Instrument));
            Assert.Contains("fearless.pool.steals", seen.Keys.Select(static key => key.Instrument));
            own = seen.Keys.Where(static key => key.Instrument == "fearless.pool.parks").Max(static key => (int)key.Pool!);
            others = [.. seen.Keys.Select(static key => key.Pool).Distinct()];
        });
        Assert.Contains(own, others);
        PoolTest.Until(
            () =>
            {
                seen.Clear();
                listener.RecordObservableInstruments();
                return others.Any(pool => !seen.ContainsKey(("fearless.pool.parks", pool)));
            },
            "a disposed pool is no longer measured");
    }

    [Fact]
    public void Forks_are_counted_no_longer_when_the_last_listener_has_left() => PoolTest.Run(1, static pool =>
    {
        using (MeterListener listener = ListenToForks())
        {
            listener.RecordObservableInstruments();
            Assert.True(pool.CountsForks);
            // As long as it listens, however seldom it reads.
            Thread.Sleep(1500);
            Assert.True(pool.CountsForks);
        }
        PoolTest.Until(() => !pool.CountsForks, "forks are no longer counted");
    });

    [Fact]
    public void Forks_that_the_user_has_counted_are_counted_on_when_listeners_leave() => PoolTest.Run(1, static pool =>
    {
        WorkerPool other = PoolTest.Track(new WorkerPool(1));
        using (MeterListener listener = ListenToForks())
        {
            listener.RecordObservableInstruments();
            pool.CountsForks = true;
        }
        PoolTest.Until(() => !other.CountsForks, "the forks of the other pool are no longer counted");
        Assert.True(pool.CountsForks);
        other.Dispose();
    });

    [Fact]
    public void The_event_source_counts_what_the_meter_counts() => PoolTest.Run(1, static pool =>
    {
        using (var listener = new CounterListener())
        {
            PoolTest.Until(() => pool.CountsForks, "the counters are read");
            string[] expected = [.. ObservingPage.Rows("event counter").Select(static row => row[0]).Order()];
            PoolTest.Until(
                () =>
                {
                    pool.Install(static () => Par.Join(static () => { }, static () => { }));
                    return listener.Increments.GetValueOrDefault("pool-forks") > 0 && listener.Increments.Count == expected.Length;
                },
                "the counter of forks grows");
            Assert.Equal(expected, listener.Increments.Keys.Order());
        }
        PoolTest.Until(() => !pool.CountsForks, "forks are no longer counted");
    });

    [Fact]
    public void The_event_source_tells_of_workers_steals_parks_and_failures_that_have_nowhere_to_go()
    {
        using var listener = new Listener();
        var options = new WorkerPoolOptions { Size = 2, OnWorkerExit = static _ => throw new IOException("of an exit handler") };
        PoolTest.Run(options, static pool =>
        {
            using var stolen = new ManualResetEventSlim();
            pool.Install(() =>
            {
                pool.Spawn(stolen.Set);
                PoolTest.Await(stolen, "a job is stolen");
                Assert.Equal(3000, (0..3000).Par().WithMaxLength(1000).Count(static x => x >= 0));
            });
            PoolTest.UntilIdle(pool);
        });
        string?[] names = [.. listener.Events.Select(static e => e.EventName).Distinct()];
        foreach (string name in new[] { "WorkerStarted", "WorkerEnded", "WorkerParked", "JobStolen", "RunEnded", "UnobservedFailure" })
            Assert.True(names.Contains(name), name + ": " + string.Join(Environment.NewLine, listener.Events.Take(3).Select(static e => $"{e.EventName} {e.Payload?[0]}")));
        Assert.Equal(
            ObservingPage.Rows("event").SelectMany(static row => row[0].Split(", ").Select(name => (name, row[1]))).Order(),
            // Without those of ends of channels that other tests have forgotten.
            listener.Events.Where(static e => e.EventName != "ChannelEndLeaked").Select(static e => (e.EventName!, Level(e.Level))).Distinct().Order());
        // How an event source says that something is wrong with itself.
        Assert.DoesNotContain("EventSourceMessage", names);
        Assert.Contains(listener.Events, static e => e.EventName == "UnobservedFailure" && e.Payload![0]!.ToString()!.Contains("of an exit handler", StringComparison.Ordinal));
    }

    private static MeterListener ListenToForks()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name == "fearless.pool.forks")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.Start();
        return listener;
    }

    private static string Level(EventLevel level) => level.ToString().ToLowerInvariant();

    private sealed class CounterListener : EventListener
    {
        public ConcurrentDictionary<string, double> Increments { get; } = new();

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource is FearlessEventSource)
            {
                EnableEvents(
                    eventSource, EventLevel.Critical, EventKeywords.All, new Dictionary<string, string?> { ["EventCounterIntervalSec"] = "0.2" });
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName == "EventCounters" && eventData.Payload?[0] is IDictionary<string, object?> counter)
                Increments.AddOrUpdate((string)counter["Name"]!, (double)counter["Increment"]!, (_, sum) => sum + (double)counter["Increment"]!);
        }
    }

    private sealed class Listener : EventListener
    {
        public ConcurrentQueue<EventWrittenEventArgs> Events { get; } = new();

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            // By type: another copy of the library in this process has a source of the same name.
            if (eventSource is FearlessEventSource)
                EnableEvents(eventSource, EventLevel.Verbose);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventSource is FearlessEventSource)
                Events?.Enqueue(eventData);
        }
    }
}
