using System.Collections.Concurrent;
using Fearless.Scheduling;

namespace Fearless.Tests.Parallel;

public class CurrentThreadTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_thread_that_makes_the_pool_is_worker_0_until_it_disposes_it(int size) => PoolTest.Guard(() =>
    {
        var started = new ConcurrentBag<int>();
        Thread own = Thread.CurrentThread;
        var pool = PoolTest.Track(new WorkerPool(new WorkerPoolOptions { Size = size, UseCurrentThread = true, OnWorkerStart = started.Add, OnWorkerExit = started.Add }));
        Assert.Same(pool, WorkerPool.Current);
        Assert.Equal(0, pool.CurrentWorkerIndex);
        Assert.Same(own, pool.Install(() => Thread.CurrentThread));
        var job = new Fib(15);
        pool.Install(ref job);
        Assert.Equal(610, job.Result);
        Assert.Same(own, pool.Broadcast(static _ => Thread.CurrentThread)[0]);
        Assert.Equal(8, pool.Spawn(static () => 8).Join());
        int ran = 0;
        pool.Scope(scope => scope.Spawn(() => { ran++; }));
        Assert.Equal(1, ran);
        pool.Spawn(() => Interlocked.Increment(ref ran));
        pool.Dispose();
        Assert.Equal(2, ran);
        Assert.Null(WorkerPool.Current);
        // A spare may have stood in for the thread while it waited.
        Assert.Equal((size - 1) * 2, started.Count(index => index < size));
        Assert.DoesNotContain(0, started);
        pool.Dispose();
        Assert.Throws<ObjectDisposedException>(() => pool.Spawn(static () => { }));

        // Free again.
        new WorkerPool(new WorkerPoolOptions { Size = size, UseCurrentThread = true }).Dispose();
    });

    [Fact]
    public void With_one_worker_jobs_run_when_the_thread_waits_or_yields() => PoolTest.Guard(() =>
    {
        using var pool = PoolTest.Track(new WorkerPool(new WorkerPoolOptions { Size = 1, UseCurrentThread = true }));
        JobHandle<Thread> job = pool.Spawn(static () => Thread.CurrentThread);
        Assert.False(job.IsCompleted);
        Assert.Equal(YieldOutcome.Executed, Par.YieldNow());
        Assert.Same(Thread.CurrentThread, job.Join());

        int result = 0;
        var other = new Thread(() => { result = pool.Install(static () => 4); }) { IsBackground = true };
        other.Start();
        PoolTest.Until(
            () =>
            {
                Par.YieldNow();
                return !other.IsAlive;
            },
            "the worker executes what comes from outside");
        Assert.Equal(4, result);
    });

    [Fact]
    public void A_worker_cannot_become_the_worker_of_a_second_pool() => PoolTest.Run(1, outer => outer.Install(() =>
    {
        var options = new WorkerPoolOptions { Size = 1, UseCurrentThread = true };
        Assert.Contains("Construct this pool on another thread", Assert.Throws<InvalidOperationException>(() => new WorkerPool(options)).Message, StringComparison.Ordinal);
        Assert.Same(outer, WorkerPool.Current);
    }));

    [Fact]
    public void Only_the_thread_that_made_it_can_dispose_it() => PoolTest.Guard(() =>
    {
        var pool = PoolTest.Track(new WorkerPool(new WorkerPoolOptions { Size = 2, UseCurrentThread = true }));
        Exception? elsewhere = null;
        var other = new Thread(() => elsewhere = Record.Exception(pool.Dispose));
        other.Start();
        other.Join();
        Assert.Contains("Dispose it on that thread", Assert.IsType<InvalidOperationException>(elsewhere).Message, StringComparison.Ordinal);
        Assert.Equal(3, pool.Install(static () => 3));
        pool.Dispose();
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_job_cannot_dispose_the_pool_even_on_the_thread_that_made_it(int size) => PoolTest.Guard(() =>
    {
        var pool = PoolTest.Track(new WorkerPool(new WorkerPoolOptions { Size = size, UseCurrentThread = true }));
        Assert.Throws<InvalidOperationException>(() => pool.Spawn(pool.Dispose).Join());
        Assert.Throws<InvalidOperationException>(() => pool.Scope(_ => pool.Dispose()));
        Assert.Throws<InvalidOperationException>(() => pool.Broadcast(_ => pool.Dispose()));
        JobHandle late = pool.Spawn(pool.Dispose);
        pool.Dispose();
        Assert.Throws<InvalidOperationException>(() => late.Join());
    });

    [Fact]
    public void The_body_of_a_scope_and_a_share_that_interrupts_a_wait_cannot_dispose_the_pool() => PoolTest.Guard(() =>
    {
        var pool = PoolTest.Track(new WorkerPool(new WorkerPoolOptions { Size = 2, UseCurrentThread = true }));
        Assert.Throws<InvalidOperationException>(() => pool.InPlaceScope(_ => pool.Dispose()));

        using var begun = new ManualResetEventSlim();
        JobHandle job = pool.Spawn(() =>
        {
            begun.Set();
            PoolTest.Until(() => pool.Scheduler.Workers[0].Sleeper.State == WorkerState.Blocked, "the thread sleeps in its wait");
            pool.Broadcast(share =>
            {
                if (share.Index == 0)
                    Assert.Throws<InvalidOperationException>(pool.Dispose);
            });
        });
        PoolTest.Await(begun, "the other worker takes the job");
        job.Join();
        pool.Dispose();
    });

    [Fact]
    public void A_constructor_that_fails_leaves_the_thread_free() => PoolTest.Guard(() =>
    {
        var options = new WorkerPoolOptions { Size = 3, UseCurrentThread = true, ThreadName = static index => index == 2 ? throw new IOException() : "w" };
        Assert.Throws<IOException>(() => new WorkerPool(options));
        Assert.Null(WorkerPool.Current);
    });

    [Fact]
    public void Forks_of_the_thread_are_stolen_and_it_helps_while_it_waits() => PoolTest.Guard(() =>
    {
        using var pool = PoolTest.Track(new WorkerPool(new WorkerPoolOptions { Size = 2, UseCurrentThread = true }));
        using var taken = new ManualResetEventSlim();
        (int left, int right) = Par.Join(
            context =>
            {
                PoolTest.PollUntil(context, taken);
                return context.WorkerIndex;
            },
            context =>
            {
                taken.Set();
                return context.WorkerIndex;
            });
        Assert.Equal((0, 1), (left, right));
    });
}
