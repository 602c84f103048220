using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Fearless.Tests.Parallel;

public class BroadcastTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Broadcast_runs_once_on_every_worker_and_returns_results_by_index(int size) => PoolTest.Run(size, pool =>
    {
        for (int round = 0; round < 50; round++)
        {
            (int Index, int? Worker, int Count, WorkerPool Pool)[] results =
                pool.Broadcast(context => (context.Index, pool.CurrentWorkerIndex, context.Count, context.Pool));
            Assert.Equal(Enumerable.Range(0, size).Select(i => (i, (int?)i, size, pool)), results);
        }
    });

    [Fact]
    public void Broadcast_on_a_worker_runs_its_own_share_while_it_waits() => PoolTest.Run(3, pool =>
    {
        Assert.Equal([0, 1, 2], pool.Install(() => pool.Broadcast(context => context.Index)));
        Assert.Equal([3, 3, 3], pool.Broadcast(context => pool.Broadcast(static inner => inner.Index).Sum()));
    });

    [Fact]
    public void A_worker_runs_its_share_when_its_own_queue_is_empty() => PoolTest.Run(1, pool => pool.Install(() =>
    {
        var order = new List<string>();
        pool.Scope(scope =>
        {
            scope.SpawnBroadcast(_ => order.Add("share"));
            scope.Spawn(() => order.Add("own"));
        });
        Assert.Equal(["own", "share"], order);
    }));

    [Fact]
    public void A_broadcast_waits_for_workers_that_are_busy() => PoolTest.Run(2, pool =>
    {
        using var release = new ManualResetEventSlim();
        using var busy = new ManualResetEventSlim();
        JobHandle job = pool.Spawn(() =>
        {
            busy.Set();
            PoolTest.Await(release, "the test lets the job go on");
        });
        PoolTest.Await(busy, "a worker is busy");
        int ran = 0;
        pool.InPlaceScope(scope =>
        {
            scope.SpawnBroadcast(_ => Interlocked.Increment(ref ran));
            PoolTest.Until(() => Volatile.Read(ref ran) == 1, "the idle worker runs its share");
            release.Set();
        });
        Assert.Equal(2, ran);
        job.Join();
    });

    [Fact]
    public void Every_share_runs_though_some_throw_and_all_failures_are_reached() => PoolTest.Run(4, pool =>
    {
        int ran = 0;
        var caught = Assert.Throws<IOException>(() => pool.Broadcast(context =>
        {
            Interlocked.Increment(ref ran);
            if (context.Index > 0)
                throw new IOException($"{context.Index}");
        }));
        Assert.Equal(4, ran);
        Assert.Equal(["1", "2", "3"], caught.GetSuppressed().Append(caught).Select(static failure => failure.Message).Order());
    });

    [Fact]
    public void A_detached_broadcast_returns_at_once_and_reports_each_failure()
    {
        var failures = new ConcurrentBag<Exception>();
        PoolTest.Run(new WorkerPoolOptions { Size = 3, OnFailure = failures.Add }, pool =>
        {
            Start(pool);
            PoolTest.UntilCollected(() => failures.Count == 3, "every share has reported its failure");
        });
        Assert.Equal(["0", "1", "2"], failures.Select(static failure => failure.Message).Order());

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Start(WorkerPool pool) => pool.SpawnBroadcast(static context => throw new IOException($"{context.Index}"));
    }

    [Fact]
    public void Dispose_waits_for_a_detached_broadcast()
    {
        int ran = 0;
        PoolTest.Run(3, pool => pool.SpawnBroadcast(_ => Interlocked.Increment(ref ran)));
        Assert.Equal(3, ran);
    }

    [Fact]
    public void A_broadcast_from_deep_in_the_stack_still_runs_the_caller_s_share() =>
        PoolTest.Run(new WorkerPoolOptions { Size = 2, StackSize = 512 << 10 }, pool =>
        {
            Assert.Equal(2, pool.Install(() => Deep(40, () => pool.Broadcast(static context => context.Index).Length)));
            Assert.Equal(2, pool.Install(() => Deep(40, () =>
            {
                int shares = 0;
                pool.Scope(scope => scope.SpawnBroadcast(_ => Interlocked.Increment(ref shares)));
                return shares;
            })));
        });

    /// <summary>Calls <paramref name="function"/> below at least 8 KiB of stack for each level.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static unsafe int Deep(int levels, Func<int> function)
    {
        byte* frame = stackalloc byte[8 << 10];
        frame[levels] = 1;
        int result = levels == 0 ? function() : Deep(levels - 1, function);
        return frame[levels] == 1 ? result : -1;
    }
}
