using Fearless.Sync;

namespace Fearless.SingleThread.Tests;

/// <summary>Pools whose one worker is lent the thread that calls.</summary>
public class PoolTests
{
    [Fact]
    public void A_pool_has_one_worker_and_no_thread()
    {
        Thread here = Thread.CurrentThread;
        using var pool = new WorkerPool(4);
        Assert.Equal(1, pool.Size);
        Assert.Null(WorkerPool.Current);
        Assert.Same(here, pool.Install(static () => Thread.CurrentThread));
        Assert.Equal((0, true), pool.Install(() => (pool.CurrentWorkerIndex!.Value, WorkerPool.Current == pool)));
        Assert.Equal([0], pool.Broadcast(static context => context.Index));
        Assert.Null(WorkerPool.Current);
    }

    [Fact]
    public void Forks_and_scopes_give_what_they_give_elsewhere()
    {
        Assert.Equal(6765, Fibonacci(20));
        int jobs = 0;
        Par.Scope(scope =>
        {
            for (int job = 0; job < 10; job++)
            {
                scope.Spawn(inner =>
                {
                    jobs++;
                    inner.Spawn(() => jobs++);
                });
            }
        });
        Assert.Equal(20, jobs);
        WorkerPool.Default.InPlaceScope(scope => scope.Spawn(() => jobs++));
        Assert.Equal(21, jobs);

        static int Fibonacci(int n)
        {
            if (n < 2)
                return n;
            var (one, other) = Par.Join(() => Fibonacci(n - 1), () => Fibonacci(n - 2));
            return one + other;
        }
    }

    [Fact]
    public void A_detached_job_is_done_when_the_call_that_spawned_it_returns_and_so_is_what_it_spawned()
    {
        using var pool = new WorkerPool(1);
        var order = new List<string>();
        JobHandle job = pool.Spawn(() =>
        {
            pool.Spawn(() => order.Add("inner"));
            order.Add("outer");
        });
        Assert.True(job.IsCompleted);
        Assert.Equal(["outer", "inner"], order);
        job.Join();
        pool.SpawnBroadcast(_ => order.Add("all"));
        pool.SpawnFifo(() => order.Add("fifo"));
        Assert.Equal(["outer", "inner", "all", "fifo"], order);
        Assert.Throws<InvalidDataException>(() => pool.Spawn(static () => throw new InvalidDataException()).Join());
    }

    [Fact]
    public void A_job_that_waits_for_a_job_of_its_pool_has_it_run()
    {
        using var pool = new WorkerPool(1);
        Assert.Equal(8, pool.Install(() => pool.Spawn(static () => 8).Join()));
        Assert.True(pool.Install(() => pool.Spawn(static () => 8).TryJoin(TimeSpan.FromSeconds(30), out int result) && result == 8));
        // In an executor on top of the job, by an asynchronous wait.
        Assert.Equal(9, pool.Install(() => Executor.BlockOn(async () => await pool.RunAsync(static () => 9))));
        // And from a job of another pool on top of it.
        using var other = new WorkerPool(1);
        Assert.Equal(7, pool.Install(() =>
        {
            JobHandle<int> queued = pool.Spawn(static () => 7);
            return other.Install(() => queued.Join());
        }));
        Assert.Equal(6, pool.Install(() =>
        {
            Task<int> queued = pool.RunAsync(static () => 6);
            return other.Install(() => Executor.BlockOn(async () => await queued));
        }));
    }

    [Fact]
    public void A_job_on_top_of_a_task_is_no_part_of_it()
    {
        using var pool = new WorkerPool(1);
        Executor.BlockOn(async () =>
        {
            Assert.Equal(3, pool.Install(static () =>
            {
                Assert.Null(SynchronizationContext.Current);
                Assert.Throws<InvalidOperationException>(static () => Executor.Yield());
                return Executor.BlockOn(static async () =>
                {
                    await Executor.Yield();
                    return 3;
                });
            }));
            await Executor.Yield();
            Assert.NotNull(SynchronizationContext.Current);
        });
    }

    [Fact]
    public void What_a_job_holds_is_not_asked_for_by_one_that_it_has_spawned()
    {
        using var pool = new WorkerPool(1);
        using var other = new WorkerPool(1);
        var mutex = new Mutex<int>(0);
        JobHandle job = pool.Install(() =>
        {
            using MutexGuard<int> held = mutex.Lock();
            JobHandle spawned = pool.Spawn(() =>
            {
                using MutexGuard<int> own = mutex.Lock();
            });
            Assert.Equal(4, other.Install(() => pool.Install(static () => 4)));
            Assert.False(spawned.IsCompleted);
            return spawned;
        });
        job.Join();
    }

    [Fact]
    public void A_wait_for_what_nobody_does_is_refused()
    {
        using var pool = new WorkerPool(1);
        var latch = new CountLatch(1);
        Assert.Throws<PlatformNotSupportedException>(() => pool.Install(() => latch.Wait()));
        Assert.Null(WorkerPool.Current);
        Assert.Equal(2, pool.Install(static () => 2));
    }

    [Fact]
    public void Sorting_and_the_other_algorithms_run()
    {
        int[] numbers = [.. Enumerable.Range(0, 100_000).Select(static number => (int)(number * 2654435761L % 1_000_003))];
        int[] sorted = [.. numbers];
        Par.Sort(sorted);
        Assert.Equal(numbers.Order(), sorted);
        Assert.Equal(numbers.Select(static number => number + 1L).Sum(), numbers.Par().Select(static number => number + 1L).Sum());
        Assert.Equal(numbers.Select(static number => number * 2), numbers.ParSelect(static number => number * 2));
    }

    [Fact]
    public void A_thread_that_makes_itself_a_worker_stays_one()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { UseCurrentThread = true });
        Assert.Same(pool, WorkerPool.Current);
        JobHandle<int> job = pool.Spawn(static () => 1);
        Assert.False(job.IsCompleted);
        using (var other = new WorkerPool(1))
            Assert.Equal(2, other.Install(static () => 2));
        Assert.Same(pool, WorkerPool.Current);
        Assert.Equal(1, job.Join());
    }
}
