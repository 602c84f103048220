using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Fearless.Tests.Parallel;

public class JobHandleTests
{
    [Fact]
    public void Join_waits_for_the_job_and_returns_its_result_any_number_of_times() => PoolTest.Run(2, pool =>
    {
        using var release = new ManualResetEventSlim();
        JobHandle<string> handle = pool.Spawn(() =>
        {
            PoolTest.Await(release, "the test lets the job go on");
            return "done";
        });
        Assert.False(handle.IsCompleted);
        release.Set();
        Assert.Equal("done", handle.Join());
        Assert.Equal("done", handle.Join());
        Assert.True(handle.IsCompleted);
        JobHandle plain = pool.Spawn(static () => { });
        plain.Join();
        Assert.True(plain.IsCompleted);
        pool.SpawnFifo(static () => { }).Join();
    });

    [Fact]
    public void Many_threads_and_workers_may_wait_for_the_same_job() => PoolTest.Run(3, pool =>
    {
        for (int round = 0; round < 200; round++)
        {
            using var release = new ManualResetEventSlim();
            JobHandle<int> handle = pool.Spawn(() =>
            {
                PoolTest.Await(release, "the test lets the job go on");
                return 9;
            });
            JobHandle<int>[] waiters = [pool.Spawn(() => handle.Join()), pool.Spawn(() => handle.Join())];
            release.Set();
            Assert.Equal(9, handle.Join());
            Assert.All(waiters, static waiter => Assert.Equal(9, waiter.Join()));
        }
    });

    [Fact]
    public void Join_rethrows_what_the_job_threw_as_it_was_each_time() => PoolTest.Run(2, pool =>
    {
        var thrown = new IOException();
        JobHandle<int> handle = pool.Spawn(int () => { ThrowFromUserCode(thrown); return 0; });
        for (int i = 0; i < 2; i++)
        {
            var caught = Assert.Throws<IOException>(() => { handle.Join(); });
            Assert.Same(thrown, caught);
            Assert.Contains(nameof(ThrowFromUserCode), caught.StackTrace, StringComparison.Ordinal);
        }
        Assert.True(handle.IsCompleted);
    });

    [Fact]
    public void A_join_with_a_limit_gives_up_in_time_and_leaves_the_job_to_be_joined_later() => PoolTest.Run(2, pool =>
    {
        using var release = new ManualResetEventSlim();
        JobHandle<string> handle = pool.Spawn(() =>
        {
            PoolTest.Await(release, "the test lets the job go on");
            return "done";
        });
        foreach (bool onWorker in new[] { false, true })
        {
            foreach (TimeSpan limit in new[] { TimeSpan.Zero, TimeSpan.FromMilliseconds(5) })
            {
                (bool joined, string? early) = onWorker ? pool.Install(() => TryJoin(handle, limit)) : TryJoin(handle, limit);
                Assert.False(joined);
                Assert.Null(early);
            }
        }
        release.Set();
        Assert.True(handle.TryJoin(PoolTest.Limit, out string? result));
        Assert.Equal("done", result);
        Assert.Equal((true, "done"), pool.Install(() => TryJoin(handle, TimeSpan.Zero)));
        JobHandle plain = pool.Spawn(static () => { });
        Assert.True(plain.TryJoin(Timeout.InfiniteTimeSpan));

        static (bool Joined, string? Result) TryJoin(JobHandle<string> handle, TimeSpan limit) =>
            (handle.TryJoin(limit, out string? result), result);
    });

    [Fact]
    public void A_worker_that_joins_with_a_limit_does_not_execute_the_job_but_a_spare_does() => PoolTest.Run(1, pool => pool.Install(() =>
    {
        int worker = Environment.CurrentManagedThreadId;
        JobHandle<int> handle = pool.Spawn(static () => Environment.CurrentManagedThreadId);
        Assert.False(handle.TryJoin(TimeSpan.Zero, out _));
        Assert.True(handle.TryJoin(PoolTest.Limit, out int executor));
        Assert.NotEqual(worker, executor);
    }));

    [Fact]
    public void A_join_with_a_limit_receives_the_failure_and_ends_when_it_is_cancelled() => PoolTest.Run(2, pool =>
    {
        var thrown = new IOException();
        pool.Scope(scope =>
        {
            JobHandle failing = scope.Spawn(() => throw thrown);
            Assert.Same(thrown, Assert.Throws<IOException>(() => { failing.TryJoin(PoolTest.Limit); }));
        });

        using var release = new ManualResetEventSlim();
        JobHandle<int> handle = pool.Spawn(() =>
        {
            PoolTest.Await(release, "the test lets the job go on");
            return 1;
        });
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(5));
        Assert.Throws<OperationCanceledException>(() => { handle.TryJoin(PoolTest.Limit, out _, cancellation.Token); });
        pool.Install(() =>
        {
            using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(5));
            Assert.Throws<OperationCanceledException>(() => { handle.TryJoin(PoolTest.Limit, out _, cancellation.Token); });
        });
        Assert.Throws<ArgumentOutOfRangeException>(() => { handle.TryJoin(TimeSpan.FromSeconds(-2), out _); });
        Assert.Throws<InvalidOperationException>(static () => { default(JobHandle).TryJoin(TimeSpan.Zero); });
        release.Set();
        Assert.Equal(1, handle.Join());
    });

    [Fact]
    public void A_worker_that_joins_a_job_nobody_has_begun_executes_that_job_and_no_other() => PoolTest.Run(1, pool => pool.Install(() =>
    {
        var order = new List<string>();
        JobHandle first = pool.Spawn(() => order.Add("first"));
        JobHandle second = pool.Spawn(() => order.Add("second"));
        first.Join();
        Assert.Equal(["first"], order);
        second.Join();
        Assert.Equal(["first", "second"], order);
    }));

    [Fact]
    public void Spawns_of_a_worker_run_newest_first_and_fifo_spawns_oldest_first() => PoolTest.Run(1, pool =>
    {
        Assert.Equal([2, 1, 0], Order(static (pool, job) => pool.Spawn(job)));
        Assert.Equal([0, 1, 2], Order(static (pool, job) => pool.SpawnFifo(job)));

        List<int> Order(Func<WorkerPool, Action, JobHandle> spawn) => pool.Install(() =>
        {
            var order = new List<int>();
            JobHandle[] handles = [.. Enumerable.Range(0, 3).Select(i => spawn(pool, () => order.Add(i)))];
            while (Par.YieldLocal() == YieldOutcome.Executed)
            {
            }
            Assert.All(handles, static handle => Assert.True(handle.IsCompleted));
            return order;
        });
    });

    [Fact]
    public void A_thief_of_fifo_spawns_takes_the_oldest_too() => PoolTest.Run(2, pool => pool.Install(() =>
    {
        for (int round = 0; round < 50; round++)
        {
            var order = new ConcurrentQueue<int>();
            using var stolen = new ManualResetEventSlim();
            JobHandle[] handles = [.. Enumerable.Range(0, 4).Select(i => pool.SpawnFifo(() =>
            {
                order.Enqueue(i);
                stolen.Set();
            }))];
            PoolTest.Await(stolen, "the other worker takes a job");
            foreach (JobHandle handle in handles)
                handle.Join();
            Assert.Equal(4, order.Distinct().Count());
        }
    }));

    [Fact]
    public async Task A_handle_can_be_awaited_and_its_continuation_leaves_the_worker()
    {
        using WorkerPool pool = PoolTest.Track(new WorkerPool(1));
        using var release = new ManualResetEventSlim();
        JobHandle<int> pending = pool.Spawn(() =>
        {
            PoolTest.Await(release, "the test lets the job go on");
            return 3;
        });
        Task<int> task = pending.AsTask();
        Task<WorkerPool?> continuation = task.ContinueWith(
            static _ => WorkerPool.Current, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        Assert.False(task.IsCompleted);
        release.Set();
        Assert.Equal(3, await task.WaitAsync(PoolTest.Limit, CancellationToken.None));
        Assert.Null(await continuation);
        Assert.Equal(3, await pending);
        Assert.True(pending.AsTask().IsCompletedSuccessfully);
        await pool.Spawn(static () => { });
        var thrown = new IOException();
        JobHandle failing = pool.Spawn(() => ThrowFromUserCode(thrown));
        var caught = await Assert.ThrowsAsync<IOException>(async () => await failing);
        Assert.Same(thrown, caught);
        Assert.Contains(nameof(ThrowFromUserCode), caught.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_that_nobody_waits_for_is_reported_once_when_the_handle_is_collected()
    {
        var failures = new ConcurrentQueue<Exception>();
        PoolTest.Run(new WorkerPoolOptions { Size = 2, OnFailure = failures.Enqueue }, pool =>
        {
            var thrown = new IOException();
            SpawnAndForget(pool, thrown);
            PoolTest.UntilCollected(() => !failures.IsEmpty, "the failure is reported");
            Assert.Same(thrown, Assert.Single(failures));
        });
        Assert.Single(failures);
    }

    [Fact]
    public void A_failure_of_a_stolen_job_that_nobody_waits_for_is_reported_though_the_pool_stays_idle()
    {
        var failures = new ConcurrentQueue<Exception>();
        PoolTest.Run(new WorkerPoolOptions { Size = 2, OnFailure = failures.Enqueue }, pool =>
        {
            pool.Install(() => SpawnAndLetItBeStolen(pool));
            PoolTest.UntilCollected(() => !failures.IsEmpty, "the failure is reported");
        });
        Assert.IsType<IOException>(Assert.Single(failures));
    }

    [Fact]
    public void A_failure_that_was_received_is_not_reported()
    {
        var failures = new ConcurrentQueue<Exception>();
        PoolTest.Run(new WorkerPoolOptions { Size = 2, OnFailure = failures.Enqueue }, pool =>
        {
            JoinOne(pool);
            // A later failure that nobody receives: once it is reported, so would the earlier ones have been.
            SpawnAndForget(pool, new TimeoutException());
            PoolTest.UntilCollected(() => failures.Any(static failure => failure is TimeoutException), "the failure is reported");
        });
        Assert.IsType<TimeoutException>(Assert.Single(failures));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void JoinOne(WorkerPool pool)
        {
            Assert.Throws<IOException>(() => pool.Spawn(static () => throw new IOException()).Join());
            Assert.IsType<IOException>(pool.Spawn(static () => throw new IOException()).AsTask().ContinueWith(
                static task => task.Exception!.InnerException, TaskScheduler.Default).Result);
        }
    }

    [Fact]
    public void What_a_finished_job_used_can_be_collected_though_the_pool_lives_on() => PoolTest.Run(2, pool =>
    {
        WeakReference[] used = [Use(pool), pool.Install(() => UseStolen(pool))];
        PoolTest.UntilCollected(() => used.All(static reference => !reference.IsAlive), "what the jobs used is collected");

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Use(WorkerPool pool)
        {
            object used = new();
            pool.Spawn(() => GC.KeepAlive(used)).Join();
            return new WeakReference(used);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference UseStolen(WorkerPool pool)
        {
            object used = new();
            using var stolen = new ManualResetEventSlim();
            pool.Spawn(() =>
            {
                GC.KeepAlive(used);
                stolen.Set();
            });
            PoolTest.Await(stolen, "the other worker takes the job");
            return new WeakReference(used);
        }
    });

    [Fact]
    public void A_default_handle_refuses_everything_and_names_the_remedy()
    {
        Refused(static () => default(JobHandle).Join());
        Refused(static () => _ = default(JobHandle).IsCompleted);
        Refused(static () => default(JobHandle).AsTask());
        Refused(static () => default(JobHandle).GetAwaiter());
        Refused(static () => default(JobHandle<int>).Join());
        Refused(static () => _ = default(JobHandle<int>).IsCompleted);
        Refused(static () => default(JobHandle<int>).AsTask());
        Refused(static () => default(JobHandle<int>).GetAwaiter());

        static void Refused(Action call) =>
            Assert.Contains("Use the one that Spawn returned", Assert.Throws<InvalidOperationException>(call).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void Jobs_that_spawn_from_everywhere_all_run(int size) => PoolTest.Run(size, pool =>
    {
        const int Roots = 300;
        int ran = 0;
        JobHandle[] roots = [.. Enumerable.Range(0, Roots).Select(_ => pool.Spawn(() =>
        {
            JobHandle a = Par.Spawn(() => { Interlocked.Increment(ref ran); });
            JobHandle b = Par.SpawnFifo(() => { Interlocked.Increment(ref ran); });
            a.Join();
            b.Join();
            Interlocked.Increment(ref ran);
        }))];
        foreach (JobHandle root in roots)
            root.Join();
        Assert.Equal(3 * Roots, ran);
    });

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SpawnAndForget(WorkerPool pool, Exception exception)
    {
        JobHandle handle = pool.Spawn(() => ThrowFromUserCode(exception));
        PoolTest.Until(() => handle.IsCompleted, "the job failed");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SpawnAndLetItBeStolen(WorkerPool pool)
    {
        JobHandle handle = pool.Spawn(static () => throw new IOException());
        PoolTest.Until(() => handle.IsCompleted, "the job was stolen and failed");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowFromUserCode(Exception exception) => throw exception;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_join_that_is_cancelled_ends_and_can_be_repeated(bool onWorker) => PoolTest.Run(2, pool =>
    {
        using var begun = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        JobHandle<int> handle = pool.Spawn(() =>
        {
            begun.Set();
            PoolTest.Await(release, "the test lets the job end");
            return 42;
        });
        PoolTest.Await(begun, "the job begins");

        void JoinTwice()
        {
            using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));
            var cancelled = Assert.Throws<OperationCanceledException>(() => handle.Join(source.Token));
            Assert.Equal(source.Token, cancelled.CancellationToken);
            release.Set();
            Assert.Equal(42, handle.Join(CancellationToken.None));
        }

        if (onWorker)
            pool.Install(JoinTwice);
        else
            JoinTwice();
    });

    [Fact]
    public void A_token_that_is_cancelled_beforehand_ends_a_join_before_it_executes_the_job() => PoolTest.Run(1, pool => pool.Install(() =>
    {
        JobHandle handle = pool.Spawn(static () => { });
        Assert.Throws<OperationCanceledException>(() => handle.Join(new CancellationToken(canceled: true)));
        Assert.False(handle.IsCompleted);
        handle.Join();
    }));

    [Fact]
    public void Asynchronous_delegates_are_refused_with_the_reason() => PoolTest.Run(1, pool =>
    {
        Assert.Equal("function", Assert.Throws<ArgumentException>(() => pool.Spawn(async () => await Task.Yield())).ParamName);
        Assert.Equal("function", Assert.Throws<ArgumentException>(() => { _ = pool.Install(async () => await Task.Yield()); }).ParamName);
        Assert.Equal("function", Assert.Throws<ArgumentException>(() => { _ = pool.Install(1, static async one => await Task.FromResult(one)); }).ParamName);
        Assert.Throws<ArgumentException>(() => { _ = pool.RunAsync(async () => await Task.Yield()); });
        Assert.Throws<ArgumentException>(() => pool.Scope(static scope => scope.Spawn(async () => await Task.Yield())));
        Assert.Throws<ArgumentException>(() => pool.Scope(static scope => scope.Spawn(1, async one => one + await Task.FromResult(1))));
    });
}
