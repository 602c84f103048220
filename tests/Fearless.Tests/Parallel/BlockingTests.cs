using Fearless.Scheduling;
using System.Collections.Concurrent;

namespace Fearless.Tests.Parallel;

public class BlockingTests
{
    [Fact]
    public void Outside_a_pool_it_is_an_ordinary_call()
    {
        Thread caller = Thread.CurrentThread;
        Assert.Same(caller, Par.Blocking(static () => Thread.CurrentThread));
        Assert.Equal(3, Par.Blocking("abc", static text => text.Length));
        bool ran = false;
        Par.Blocking(() => { ran = true; });
        Assert.True(ran);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Workers_that_all_block_on_what_only_another_job_does_are_stood_in_for(int size) => PoolTest.Run(size, pool =>
    {
        for (int round = 0; round < 20; round++)
        {
            using var signal = new ManualResetEventSlim();
            using var blocking = new CountdownEvent(size);
            JobHandle[] blocked = [.. Enumerable.Range(0, size).Select(_ => pool.Spawn(() =>
            {
                blocking.Signal();
                Par.Blocking(() => PoolTest.Await(signal, "another job sets the signal"));
            }))];
            PoolTest.Until(() => blocking.IsSet, "every worker blocks");
            pool.Spawn(signal.Set).Join();
            foreach (JobHandle handle in blocked)
                handle.Join();
        }
        Assert.True(pool.Scheduler.Workers.Length - pool.Size <= size, "Spares are used again.");
    });

    [Fact]
    public void A_spare_takes_what_the_blocking_worker_had_queued_or_forked() => PoolTest.Run(1, pool => pool.Install(() =>
    {
        using var queued = new ManualResetEventSlim();
        pool.Spawn(queued.Set);
        Par.Blocking(() => PoolTest.Await(queued, "a spare takes the queued job"));

        using var forked = new ManualResetEventSlim();
        Par.Join(() => Par.Blocking(() => PoolTest.Await(forked, "a spare takes the fork")), forked.Set);
    }));

    [Fact]
    public void Blocking_inside_blocking_jobs_of_spares_gets_more_spares() => PoolTest.Run(1, pool =>
    {
        const int Depth = 12;
        var signals = new ManualResetEventSlim[Depth];
        for (int i = 0; i < Depth; i++)
            signals[i] = new ManualResetEventSlim();
        JobHandle[] chain = [.. Enumerable.Range(0, Depth).Select(i => pool.Spawn(() =>
        {
            if (i < Depth - 1)
                Par.Blocking(() => PoolTest.Await(signals[i + 1], "the next job of the chain signals"));
            signals[i].Set();
        }))];
        foreach (JobHandle handle in chain)
            handle.Join();
    });

    [Fact]
    public void Spares_retire_when_the_workers_are_back() => PoolTest.Run(1, pool =>
    {
        pool.Install(() =>
        {
            using var signal = new ManualResetEventSlim();
            pool.Spawn(signal.Set);
            Par.Blocking(() => PoolTest.Await(signal, "a spare takes the job"));
        });
        PoolTest.Until(() => pool.Scheduler.Workers[1].Sleeper.State == WorkerState.Retired, "the spare retires");

        // With its worker back a pool of one runs one job at a time, and always on that worker.
        var workers = new ConcurrentBag<int?>();
        JobHandle[] jobs = [.. Enumerable.Range(0, 200).Select(_ => pool.Spawn(() => workers.Add(pool.CurrentWorkerIndex)))];
        foreach (JobHandle job in jobs)
            job.Join();
        Assert.All(workers, static index => Assert.Equal(0, index));
    });

    [Fact]
    public void A_spare_has_an_index_beyond_the_size_and_the_handlers_are_told()
    {
        var started = new ConcurrentBag<int>();
        var ended = new ConcurrentBag<int>();
        PoolTest.Run(new WorkerPoolOptions { Size = 1, OnWorkerStart = started.Add, OnWorkerExit = ended.Add }, pool => pool.Install(() =>
        {
            using var signal = new ManualResetEventSlim();
            JobHandle<int?> job = pool.Spawn(() =>
            {
                signal.Set();
                return pool.CurrentWorkerIndex;
            });
            Par.Blocking(() => PoolTest.Await(signal, "a spare takes the job"));
            Assert.Equal(1, job.Join());
        }));
        Assert.Equal([0, 1], started.Order());
        Assert.Equal([0, 1], ended.Order());
    }

    [Fact]
    public void What_a_blocking_call_throws_comes_through_and_its_stand_in_retires() => PoolTest.Run(1, pool => pool.Install(() =>
    {
        var thrown = new IOException();
        Assert.Same(thrown, Assert.Throws<IOException>(() => Par.Blocking(() => throw thrown)));
        Assert.False(pool.Scheduler.SpareIsNeeded);
    }));

    [Fact]
    public void Jobs_that_a_spare_spawns_in_a_fifo_scope_run_oldest_first() => PoolTest.Run(1, pool =>
    {
        var order = new List<int>();
        pool.ScopeFifo(scope =>
        {
            using var spawned = new ManualResetEventSlim();
            scope.Spawn(inner =>
            {
                Assert.Equal(1, pool.CurrentWorkerIndex);
                for (int i = 0; i < 5; i++)
                    inner.Spawn(i, order.Add);
                spawned.Set();
            });
            Par.Blocking(() => PoolTest.Await(spawned, "the spare spawns"));
        });
        Assert.Equal([0, 1, 2, 3, 4], order.Take(5).Order());
        Assert.Equal([0, 1, 2, 3, 4], order);
    });

    [Fact]
    public void A_pool_that_is_being_disposed_still_stands_in_for_a_worker_that_blocks() => PoolTest.Guard(() =>
    {
        using var signal = new ManualResetEventSlim();
        using var disposing = new ManualResetEventSlim();
        WorkerPool pool = PoolTest.Track(new WorkerPool(1));
        JobHandle blocked = pool.Spawn(() =>
        {
            PoolTest.Await(disposing, "the pool is being disposed");
            Par.Blocking(() => PoolTest.Await(signal, "another job sets the signal"));
        });
        JobHandle setter = pool.Spawn(signal.Set);
        var disposer = new Thread(pool.Dispose) { IsBackground = true };
        disposer.Start();
        PoolTest.Until(() => IsRefused(pool), "the pool takes no more work");
        disposing.Set();
        blocked.Join();
        setter.Join();
        Assert.True(disposer.Join(PoolTest.Limit));

        static bool IsRefused(WorkerPool pool)
        {
            try
            {
                pool.Spawn(static () => { });
                return false;
            }
            catch (ObjectDisposedException)
            {
                return true;
            }
        }
    });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Blocking_and_forking_at_random_ends(int size) => PoolTest.Run(size, pool =>
    {
        int ran = 0;
        pool.Scope(scope =>
        {
            for (int i = 0; i < 60; i++)
            {
                int number = i;
                scope.Spawn(() =>
                {
                    using var other = new ManualResetEventSlim();
                    Par.Spawn(other.Set);
                    if (number % 3 == 0)
                        Par.Join(() => Par.Blocking(() => PoolTest.Await(other, "the other job runs")), () => { Interlocked.Increment(ref ran); });
                    else
                        Par.Blocking(() => PoolTest.Await(other, "the other job runs"));
                    Interlocked.Increment(ref ran);
                });
            }
        });
        Assert.Equal(80, ran);
    });
}
