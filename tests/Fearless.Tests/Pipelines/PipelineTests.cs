using System.Collections.Concurrent;
using Fearless.Channels;
using Fearless.Pipelines;
using Fearless.Tests.Parallel;
using Fearless.Tests.Threads;

namespace Fearless.Tests.Pipelines;

public class PipelineTests
{
    [Fact]
    public void Nothing_happens_before_it_runs_and_it_can_run_again()
    {
        int calls = 0;
        Pipeline<int> pipeline = Pipeline.From(Enumerable.Range(0, 10)).Sequential(x =>
        {
            calls++;
            return x * 2;
        });
        Assert.Equal(0, calls);

        int[] first = pipeline.ToArray();
        Assert.Equal(Enumerable.Range(0, 10).Select(static x => x * 2), first);
        Assert.Equal(first, pipeline.ToArray());
        Assert.Equal(20, calls);
    }

    [Fact]
    public void The_report_names_stages_after_what_they_call()
    {
        PipelineReport report = Pipeline.From(Enumerable.Range(0, 10)).Parallel(Double, degree: 4).Ordered().Where(IsSmall).Sequential(Ignore).Run();

        Assert.Equal(["Enumerable.Range(0, 10)", "Double", "Ordered", "IsSmall", "Ignore"], report.Stages.Select(static stage => stage.Name));
        Assert.Equal([1, 4, 1, 1, 1], report.Stages.Select(static stage => stage.Degree));
        Assert.Equal([10, 10, 10, 10, 5], report.Stages.Select(static stage => stage.Done));
        Assert.Equal([10L, 10, 10, 5, 5], report.Stages.Select(static stage => stage.Produced));
        Assert.Equal(5, report.Completed);
        Assert.Contains(report.Bottleneck, report.Stages);
        Assert.Equal(PipelineOutcome.Completed, report.Outcome);
        report.ThrowIfFailed();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(256)]
    public void Items_in_flight_are_never_more_than_queues_and_stages_hold(int capacity)
    {
        const int Degree = 2;
        using var isFull = new ManualResetEventSlim();
        int taken = 0;
        int most = 0;
        int processed = 0;
        IEnumerable<int> Source()
        {
            while (taken < 2000)
            {
                most = Math.Max(most, Interlocked.Increment(ref taken) - Volatile.Read(ref processed));
                yield return taken;
            }
        }
        // The last stage holds one, and one more each the source and what waits; the rest is in the queues and the parallel stage.
        int bound = 1 + capacity + Degree + capacity + 1;
        int previous = -1;

        Patience.Ends(() => Pipeline.From(Source())
            .Parallel(static x => x, Degree)
            .Sequential(_ =>
            {
                isFull.Await();
                Interlocked.Increment(ref processed);
            })
            .With(new PipelineOptions { Capacity = capacity, ProgressInterval = TimeSpan.FromMilliseconds(20) })
            .Run(new InlineProgress(_ =>
            {
                // Until nothing more is taken: what fits is in.
                int now = Volatile.Read(ref taken);
                if (now == previous && now >= bound - (capacity / 8))
                    isFull.Set();
                previous = now;
            })));

        Assert.Equal(2000, processed);
        // A batch that was taken before the queue was full may have been shorter than it could be.
        Assert.InRange(most, bound - (capacity / 8), bound);
    }

    [Fact]
    public void An_item_never_waits_for_another_where_the_next_stage_is_idle()
    {
        // Each item is taken only when the one before it has come out at the end.
        using var arrived = new SemaphoreSlim(0);
        IEnumerable<int> Source()
        {
            for (int item = 0; item < 200; item++)
            {
                yield return item;
                Assert.True(arrived.Wait(Patience.Limit));
            }
        }

        PipelineReport report = Pipeline.From(Source())
            .Sequential(static x => x)
            .Parallel(static x => x, degree: 3)
            .Ordered()
            .Async(static (x, _) => new ValueTask<int>(x), degree: 2)
            .Sequential(_ => { arrived.Release(); })
            .Run();

        Assert.Equal(200, report.Completed);
        Assert.Empty(report.Failures);
    }

    [Fact]
    public void Results_of_a_parallel_stage_come_as_they_are_finished_and_in_order_after_Ordered()
    {
        foreach (bool ordered in new[] { false, true })
        {
            using var others = new CountdownEvent(ordered ? 3 : 9);
            List<int> results = [];
            Pipeline<int> pipeline = Pipeline.From(Enumerable.Range(0, 10)).Parallel(
                x =>
                {
                    // The first waits until others are done.
                    if (x == 0)
                        Assert.True(others.Wait(Patience.Limit));
                    else if (x < 4 || !ordered)
                        others.Signal();
                    return x;
                },
                degree: 2);
            (ordered ? pipeline.Ordered() : pipeline).Sequential(results.Add).Run().ThrowIfFailed();

            Assert.Equal(ordered ? 0 : 9, results.IndexOf(0));
            Assert.Equal(Enumerable.Range(0, 10), ordered ? results : results.Order());
        }
    }

    [Fact]
    public void A_sequential_stage_runs_on_one_thread_and_a_parallel_one_on_as_many_as_its_degree()
    {
        var sequential = new ConcurrentDictionary<int, bool>();
        var parallel = new ConcurrentDictionary<int, bool>();
        using var all = new Barrier(3);

        Pipeline.From(Enumerable.Range(0, 30))
            .Parallel(
                x =>
                {
                    parallel[Environment.CurrentManagedThreadId] = true;
                    Assert.True(all.SignalAndWait(Patience.Limit));
                    return x;
                },
                degree: 3)
            .Sequential(x => { sequential[Environment.CurrentManagedThreadId] = true; })
            .Run()
            .ThrowIfFailed();

        Assert.Single(sequential);
        Assert.Equal(3, parallel.Count);
    }

    [Fact]
    public void Nothing_runs_any_more_when_the_run_returns()
    {
        int running = 0;
        for (int round = 0; round < 50; round++)
        {
            int fails = round;
            Pipeline.From(Enumerable.Range(0, 100))
                .Parallel(
                    x =>
                    {
                        Interlocked.Increment(ref running);
                        Thread.Yield();
                        Interlocked.Decrement(ref running);
                        return x == fails ? throw new IOException() : x;
                    },
                    degree: 4)
                .With(new PipelineOptions { OnFailure = FailurePolicy.StopAll })
                .Run();
            Assert.Equal(0, Volatile.Read(ref running));
        }
    }

    [Fact]
    public void Runs_on_every_worker_of_a_pool_need_no_worker() => PoolTest.Run(1, pool =>
    {
        using var signal = new ManualResetEventSlim();
        JobHandle<int[]> run = pool.Spawn(() => Pipeline.From([1, 2, 3]).Sequential(x =>
        {
            PoolTest.Await(signal, "another job sets the signal");
            return x + Par.Join(x, static x => x, static x => x).Item1;
        }).ToArray());
        pool.Spawn(signal.Set).Join();
        Assert.Equal([2, 4, 6], run.Join());
    });

    [Fact]
    public async Task It_runs_beside_the_caller_who_awaits_it()
    {
        using var go = new ManualResetEventSlim();
        Task<PipelineReport> run = Pipeline.From([1, 2, 3]).Sequential(_ => go.Await()).RunAsync();
        Task<List<int>> list = Pipeline.From([1, 2, 3]).Sequential(x => { go.Await(); return x; }).ToListAsync();
        Assert.False(run.IsCompleted);
        go.Set();

        Assert.Equal(3, (await run).Completed);
        Assert.Equal([1, 2, 3], await list);
    }

    [Fact]
    public void Channels_are_sources_and_sinks_and_stay_the_callers()
    {
        var (tx, rx) = Channel.Bounded<int>(100);
        var (txOut, rxOut) = Channel.Bounded<int>(100);
        for (int item = 0; item < 10; item++)
            tx.Send(item);
        tx.Dispose();

        Pipeline.From(rx).Sequential(static x => x * x).SendTo(txOut).Run().ThrowIfFailed();

        Assert.Equal(Enumerable.Range(0, 10).Select(static x => x * x), rxOut.TryReceiveAll());
        Assert.False(rxOut.IsDisconnected);
        Assert.True(rx.IsDisconnected);
        txOut.Dispose();
        rx.Dispose();
        rxOut.Dispose();
    }

    [Fact]
    public void A_channel_that_was_closed_with_an_error_fails_the_source_after_its_items()
    {
        var (tx, rx) = Channel.Bounded<int>(100);
        tx.Send(1);
        tx.Close(new IOException());

        List<int> results = [];
        PipelineReport report = Pipeline.From(rx).Sequential(results.Add).Run();

        Assert.Equal([1], results);
        Assert.Equal("rx", Assert.Single(report.Failures).Stage);
        Assert.Throws<IOException>(report.ThrowIfFailed);
        tx.Dispose();
        rx.Dispose();
    }

    [Fact]
    public void A_sink_whose_channel_is_disconnected_fails()
    {
        var (tx, rx) = Channel.Bounded<int>(100);
        rx.Dispose();
        PipelineReport report = Pipeline.From([1, 2, 3]).SendTo(tx).Run();

        Assert.IsType<ChannelDisconnectedException>(report.Failures[0].Exception);
        Accounts.Balance(report);
        tx.Dispose();
    }

    [Fact]
    public void An_asynchronous_enumerable_is_a_source()
    {
        async IAsyncEnumerable<int> Source()
        {
            for (int item = 0; item < 100; item++)
            {
                if (item % 3 == 0)
                    await Task.Yield();
                yield return item;
            }
        }

        Assert.Equal(Enumerable.Range(0, 100), Pipeline.From(Source()).ToList());
    }

    [Fact]
    public void As_many_asynchronous_calls_are_under_way_as_the_degree_says()
    {
        using var all = new CountdownEvent(20);
        var together = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        PipelineReport report = null!;

        Patience.Ends(() => report = Pipeline.From(Enumerable.Range(0, 20))
            .Async(
                async (x, _) =>
                {
                    if (all.Signal())
                        together.SetResult();
                    await together.Task;
                },
                degree: 20)
            .Run());

        Assert.Equal(20, report.Completed);
    }

    [Fact]
    public void A_batch_that_waits_too_long_is_handed_on_as_it_is()
    {
        using var arrived = new ManualResetEventSlim();
        IEnumerable<int> Source()
        {
            yield return 1;
            yield return 2;
            arrived.Await();
            yield return 3;
        }
        List<int> sizes = [];

        Pipeline.From(Source())
            .Batch(100, maxWait: TimeSpan.FromMilliseconds(1))
            .Sequential(batch =>
            {
                sizes.Add(batch.Length);
                if (sizes.Sum() == 2)
                    arrived.Set();
            })
            .Run()
            .ThrowIfFailed();

        Assert.Equal(3, sizes.Sum());
        Assert.Equal(1, sizes[^1]);
    }

    [Fact]
    public void Items_that_were_not_started_are_disposed_once_and_others_never()
    {
        foreach (FailurePolicy policy in new[] { FailurePolicy.FinishDownstream, FailurePolicy.StopAll })
        {
            Resource[] resources = [.. Enumerable.Range(0, 300).Select(static value => new Resource { Value = value })];
            var begun = new ConcurrentBag<Resource>();
            PipelineReport report = null!;
            Patience.Ends(() => report = Pipeline.From(resources)
                .Parallel(
                    resource =>
                    {
                        begun.Add(resource);
                        if (resource.Value == 50)
                            throw new IOException();
                    },
                    degree: 2)
                .Ordered()
                .Batch(7)
                .Sequential(static batch => batch.Length)
                .With(new PipelineOptions { OnFailure = policy, Capacity = 4 })
                .Run());

            StageReport[] stages = [.. report.Stages];
            Assert.Equal(
                stages[1].NotStarted + stages[2].NotStarted + stages[3].NotStarted + (7 * stages[4].NotStarted),
                resources.Sum(static resource => resource.Disposals));
            Assert.All(resources, static resource => Assert.InRange(resource.Disposals, 0, 1));
            if (policy == FailurePolicy.FinishDownstream)
                Assert.All(begun, static resource => Assert.Equal(0, resource.Disposals));
        }
    }

    [Fact]
    public void A_disposal_that_fails_is_reported_and_hides_nothing()
    {
        Resource[] resources = [new(), new(new IOException("dispose")), new()];
        PipelineReport report = Pipeline.From(resources)
            .Sequential(static _ => throw new InvalidDataException())
            .With(new PipelineOptions { Capacity = 10 })
            .Run();

        Assert.IsType<InvalidDataException>(report.Failures[0].Exception);
        Assert.Equal(report.Failures.Skip(1).Select(static failure => failure.Exception.Message), report.NotStarted > 0 ? ["dispose"] : []);
        Accounts.Balance(report);
    }

    [Fact]
    public void Nothing_is_allocated_for_an_item()
    {
        long[] allocated = new long[3];
        Func<int, int> Watch(int stage)
        {
            long before = 0;
            return x =>
            {
                // Not at the very first: the thread's first wait makes what it keeps.
                if (x == 20_000)
                    before = GC.GetAllocatedBytesForCurrentThread();
                else if (x == 99_999)
                    allocated[stage] = GC.GetAllocatedBytesForCurrentThread() - before;
                return x;
            };
        }

        Pipeline<int> pipeline = Pipeline.From(Enumerable.Range(0, 100_000)).Sequential(Watch(0)).Sequential(Watch(1)).Sequential(Watch(2));
        pipeline.Run().ThrowIfFailed();
        pipeline.Run().ThrowIfFailed();

        Assert.All(allocated, static bytes => Assert.InRange(bytes, 0, 100));
    }

    [Fact]
    public void A_branch_has_to_begin_at_the_split()
    {
        Pipeline<int> pipeline = Pipeline.From([1, 2]).Broadcast(copies => copies, _ => Pipeline.From([3]));
        Pipeline<int>? stolen = null;
        Pipeline.From([1]).Broadcast(copies => stolen = copies);

        Assert.Throws<InvalidOperationException>(() => pipeline.Run());
        Assert.Throws<InvalidOperationException>(() => stolen!.Run());
    }

    [Fact]
    public void A_route_to_no_branch_is_a_failure_at_that_item()
    {
        PipelineReport report = Pipeline.From([0, 1, 2])
            .Route(static x => x, first => first, second => second)
            .With(new PipelineOptions { OnFailure = FailurePolicy.Continue })
            .Run();

        Assert.Equal(2, report.Completed);
        Assert.Equal(2, Assert.Single(report.Failures).Item);
    }

    [Fact]
    public void Arguments_are_checked_before_anything_runs()
    {
        Pipeline<int> pipeline = Pipeline.From([1]);

        Assert.Throws<ArgumentNullException>("items", () => Pipeline.From((IEnumerable<int>)null!));
        Assert.Throws<ArgumentNullException>("items", () => Pipeline.From((IAsyncEnumerable<int>)null!));
        Assert.Throws<ArgumentNullException>("receiver", () => Pipeline.From((Receiver<int>)null!));
        Assert.Throws<ArgumentNullException>("function", () => pipeline.Sequential((Func<int, int>)null!));
        Assert.Throws<ArgumentNullException>("action", () => pipeline.Parallel((Action<int>)null!));
        Assert.Throws<ArgumentNullException>("predicate", () => pipeline.Where(null!));
        Assert.Throws<ArgumentException>("function", () => pipeline.Parallel(static async x => await Task.FromResult(x)));
        Assert.Throws<ArgumentOutOfRangeException>("degree", () => pipeline.Parallel(static x => x, degree: 0));
        Assert.Throws<ArgumentOutOfRangeException>("capacity", () => pipeline.Sequential(static x => x, capacity: 0));
        Assert.Throws<ArgumentOutOfRangeException>("size", () => pipeline.Batch(0));
        Assert.Throws<ArgumentOutOfRangeException>("maxWait", () => pipeline.Batch(1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>("step", () => pipeline.Window(1, 0));
        Assert.Throws<ArgumentException>("branches", () => pipeline.Broadcast<int>());
        Assert.Throws<ArgumentNullException>("choose", () => pipeline.Route(null!, static branch => branch));
        Assert.Throws<ArgumentException>("pipelines", () => Pipeline.Merge<int>());
        Assert.Throws<ArgumentNullException>("options", () => pipeline.With(null!));
        Assert.Throws<ArgumentOutOfRangeException>("Capacity", () => new PipelineOptions { Capacity = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("ProgressInterval", () => new PipelineOptions { ProgressInterval = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>("OnFailure", () => new PipelineOptions { OnFailure = (FailurePolicy)7 });
        Assert.Throws<ArgumentNullException>("Name", () => new PipelineOptions { Name = null! });
    }

    private static int Double(int x) => x * 2;

    private static bool IsSmall(int x) => x < 10;

    private static void Ignore(int x)
    {
    }
}
