using System.Collections.Concurrent;

namespace Fearless.Tests.Parallel;

public class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Install_runs_on_a_worker_of_the_pool_and_returns_the_result(int size) => PoolTest.Run(size, pool =>
    {
        Assert.Equal(size, pool.Size);
        Assert.Null(WorkerPool.Current);
        Assert.Null(pool.CurrentWorkerIndex);
        (WorkerPool? current, int? index) = pool.Install(() => (WorkerPool.Current, pool.CurrentWorkerIndex));
        Assert.Same(pool, current);
        Assert.InRange(index!.Value, 0, size - 1);
        Assert.Equal(5, pool.Install("abcde", static text => text.Length));
        bool ran = false;
        pool.Install(() => { ran = true; });
        Assert.True(ran);
    });

    [Fact]
    public void Install_on_a_worker_of_the_pool_is_an_ordinary_call() => PoolTest.Run(2, pool => pool.Install(() =>
    {
        Thread outer = Thread.CurrentThread;
        Assert.Same(outer, pool.Install(() => Thread.CurrentThread));
    }));

    [Fact]
    public void What_an_installed_action_throws_is_rethrown_as_it_was() => PoolTest.Run(2, pool =>
    {
        var thrown = new IOException();
        void UserCode() => throw thrown;
        var caught = Assert.Throws<IOException>(() => pool.Install(UserCode));
        Assert.Same(thrown, caught);
        Assert.Contains(nameof(UserCode), caught.StackTrace, StringComparison.Ordinal);
        Assert.Equal(3, pool.Install(() => 3));
    });

    [Fact]
    public void Many_threads_can_install_at_once() => PoolTest.Run(2, pool =>
    {
        Thread[] threads = [.. Enumerable.Range(0, 6).Select(number => new Thread(() =>
        {
            for (int i = 0; i < 500; i++)
                Assert.Equal(number + i, pool.Install((number, i), static pair => pair.number + pair.i));
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
    });

    [Fact]
    public void Jobs_of_a_worker_that_installs_in_another_pool_go_on() => PoolTest.Run(1, outer => PoolTest.Run(1, inner =>
    {
        using var outerJobRan = new ManualResetEventSlim();
        outer.Install(() =>
        {
            JobHandle job = outer.Spawn(outerJobRan.Set);
            inner.Install(() =>
            {
                Assert.Same(inner, WorkerPool.Current);
                Assert.Null(outer.CurrentWorkerIndex);
                PoolTest.Await(outerJobRan, "a spare executes the outer pool's job while its worker waits for the inner pool");
            });
            Assert.Same(outer, WorkerPool.Current);
            // The job signals before it ends.
            job.Join();
        });
    }));

    [Fact]
    public void Two_pools_whose_workers_install_in_each_other_do_not_deadlock() => PoolTest.Run(1, first => PoolTest.Run(1, second =>
    {
        int Bounce(int depth) => depth == 0 ? 0 : 1 + (depth % 2 == 0 ? first : second).Install(() => Bounce(depth - 1));
        Assert.Equal(20, Bounce(20));
    }));

    [Fact]
    public void Workers_have_the_names_the_priority_and_the_background_flag_of_the_options()
    {
        var seen = new ConcurrentDictionary<int, (string? Name, ThreadPriority Priority, bool Background)>();
        var options = new WorkerPoolOptions
        {
            Size = 3,
            ThreadName = static index => $"crunch {index}",
            Priority = ThreadPriority.BelowNormal,
        };
        PoolTest.Run(options, pool => pool.Broadcast(context =>
        {
            Thread thread = Thread.CurrentThread;
            seen[context.Index] = (thread.Name, thread.Priority, thread.IsBackground);
        }));
        Assert.Equal(3, seen.Count);
        Assert.All(seen, static entry => Assert.Equal(($"crunch {entry.Key}", ThreadPriority.BelowNormal, true), entry.Value));
    }

    [Fact]
    public void Workers_without_a_name_are_numbered() => PoolTest.Run(2, pool =>
        Assert.Equal(["Fearless worker 0", "Fearless worker 1"], pool.Broadcast(static _ => Thread.CurrentThread.Name)));

    [Fact]
    public void Start_and_exit_handlers_run_on_each_worker_before_its_first_job_and_after_its_last()
    {
        var events = new ConcurrentQueue<(string What, int Index, int Thread)>();
        var options = new WorkerPoolOptions
        {
            Size = 3,
            OnWorkerStart = index => events.Enqueue(("start", index, Environment.CurrentManagedThreadId)),
            OnWorkerExit = index => events.Enqueue(("exit", index, Environment.CurrentManagedThreadId)),
        };
        PoolTest.Run(options, pool => pool.Broadcast(context => events.Enqueue(("job", context.Index, Environment.CurrentManagedThreadId))));
        Assert.Equal(9, events.Count);
        for (int index = 0; index < 3; index++)
        {
            (string What, int Index, int Thread)[] own = [.. events.Where(entry => entry.Index == index)];
            Assert.Equal(["start", "job", "exit"], own.Select(static entry => entry.What));
            Assert.Single(own.Select(static entry => entry.Thread).Distinct());
        }
    }

    [Fact]
    public void Handlers_that_throw_are_reported_and_stop_no_worker()
    {
        var failures = new ConcurrentBag<Exception>();
        var options = new WorkerPoolOptions
        {
            Size = 2,
            OnWorkerStart = static index => throw new IOException($"start {index}"),
            OnWorkerExit = static index => throw new IOException($"exit {index}"),
            OnFailure = failures.Add,
        };
        PoolTest.Run(options, static pool => Assert.Equal(2, pool.Broadcast(static context => context.Index).Length));
        Assert.Equal(["exit 0", "exit 1", "start 0", "start 1"], failures.Select(static failure => failure.Message).Order());
    }

    [Fact]
    public void A_failure_handler_that_throws_stops_no_worker()
    {
        var options = new WorkerPoolOptions
        {
            Size = 2,
            OnWorkerStart = static _ => throw new UnprintableException(),
            OnFailure = static _ => throw new UnprintableException(),
        };
        PoolTest.Run(options, static pool => Assert.Equal(7, pool.Install(static () => 7)));
    }

    [Fact]
    public void What_the_thread_names_throw_comes_out_of_the_constructor_after_the_started_workers_ended() => PoolTest.Guard(() =>
    {
        var threads = new ConcurrentBag<Thread>();
        var thrown = new IOException();
        var options = new WorkerPoolOptions
        {
            Size = 4,
            ThreadName = index => index == 2 ? throw thrown : "w",
            OnWorkerStart = _ => threads.Add(Thread.CurrentThread),
        };
        Assert.Same(thrown, Assert.Throws<IOException>(() => new WorkerPool(options)));
        Assert.Equal(2, threads.Count);
        Assert.DoesNotContain(threads, static thread => thread.IsAlive);
    });

    [Fact]
    public void Threads_that_the_caller_starts_run_the_workers()
    {
        var threads = new ConcurrentBag<Thread>();
        var received = new ConcurrentBag<(int Index, string Name, int StackSize, ThreadPriority Priority)>();
        var options = new WorkerPoolOptions
        {
            Size = 3,
            StackSize = 1 << 20,
            Priority = ThreadPriority.AboveNormal,
            StartThread = worker =>
            {
                received.Add((worker.Index, worker.Name, worker.StackSize, worker.Priority));
                var thread = new Thread(worker.Run, worker.StackSize) { IsBackground = true };
                threads.Add(thread);
                thread.Start();
            },
        };
        PoolTest.Run(options, pool =>
        {
            Thread[] ran = pool.Broadcast(static _ => Thread.CurrentThread);
            Assert.Equal(3, ran.Distinct().Count());
            Assert.All(ran, thread => Assert.Contains(thread, threads));
        });
        Assert.All(threads, static thread => Assert.True(thread.Join(PoolTest.Limit)));
        Assert.Equal(
            [(0, "Fearless worker 0", 1 << 20, ThreadPriority.AboveNormal), (1, "Fearless worker 1", 1 << 20, ThreadPriority.AboveNormal), (2, "Fearless worker 2", 1 << 20, ThreadPriority.AboveNormal)],
            received.Order());
    }

    [Fact]
    public void A_worker_runs_once()
    {
        WorkerThread? first = null;
        var options = new WorkerPoolOptions
        {
            Size = 1,
            StartThread = worker =>
            {
                first = worker;
                new Thread(worker.Run) { IsBackground = true }.Start();
            },
        };
        PoolTest.Run(options, pool =>
        {
            pool.Install(static () => { });
            Assert.Contains("is called once", Assert.Throws<InvalidOperationException>(first!.Run).Message, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_the_thread_starter_throws_comes_out_of_the_constructor_though_it_had_started_the_thread(bool startsFirst) => PoolTest.Guard(() =>
    {
        var threads = new ConcurrentBag<Thread>();
        var thrown = new IOException();
        Exception? crash = null;
        var options = new WorkerPoolOptions
        {
            Size = 3,
            StartThread = worker =>
            {
                bool fails = worker.Index == 1;
                if (fails && !startsFirst)
                    throw thrown;
                using var running = new ManualResetEventSlim();
                var thread = new Thread(() =>
                {
                    running.Set();
                    try
                    {
                        worker.Run();
                    }
                    catch (Exception exception)
                    {
                        crash = exception;
                    }
                })
                { IsBackground = true };
                threads.Add(thread);
                thread.Start();
                PoolTest.Await(running, "the thread runs");
                if (fails)
                    throw thrown;
            },
        };
        Assert.Same(thrown, Assert.Throws<IOException>(() => new WorkerPool(options)));
        Assert.All(threads, static thread => Assert.True(thread.Join(PoolTest.Limit)));
        Assert.Null(crash);
    });

    [Fact]
    public void A_constructor_that_fails_does_not_wait_for_a_worker_that_was_never_run() => PoolTest.Guard(() =>
    {
        WorkerThread? later = null;
        var options = new WorkerPoolOptions
        {
            Size = 2,
            StartThread = worker => later = worker.Index == 0 ? worker : throw new IOException(),
        };
        Assert.Throws<IOException>(() => new WorkerPool(options));
        later!.Run();
        Assert.Null(WorkerPool.Current);
    });

    [Fact]
    public void A_worker_cannot_run_on_the_thread_that_makes_the_pool_nor_on_a_worker() => PoolTest.Guard(() =>
    {
        var options = new WorkerPoolOptions { Size = 1, StartThread = static worker => worker.Run() };
        Assert.Contains("thread of the worker's own", Assert.Throws<InvalidOperationException>(() => new WorkerPool(options)).Message, StringComparison.Ordinal);
        Assert.Null(WorkerPool.Current);

        PoolTest.Run(1, other => other.Install(() =>
        {
            Assert.Throws<InvalidOperationException>(() => new WorkerPool(options));
            Assert.Same(other, WorkerPool.Current);
        }));
    });

    [Fact]
    public void The_default_pool_is_one_and_cannot_be_disposed_or_configured_any_more() => PoolTest.Guard(() =>
    {
        WorkerPool pool = WorkerPool.Default;
        Assert.Same(pool, Par.Join(static () => WorkerPool.Current, static () => 0).Left);
        Assert.Contains("Dispose only pools that you made", Assert.Throws<InvalidOperationException>(pool.Dispose).Message, StringComparison.Ordinal);
        Assert.Contains(
            "before the first parallel operation",
            Assert.Throws<InvalidOperationException>(static () => WorkerPool.ConfigureDefault(new WorkerPoolOptions { Size = 1 })).Message,
            StringComparison.Ordinal);
        Assert.Equal(1, pool.Install(static () => 1));
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(static () => WorkerPool.ConfigureDefault(null!)).ParamName);
    });

    [Fact]
    public void Null_delegates_are_refused_by_name() => PoolTest.Run(1, pool =>
    {
        Refused("action", () => pool.Install((Action)null!));
        Refused("function", () => pool.Install((Func<int>)null!));
        Refused("function", () => pool.Install(1, (Func<int, int>)null!));
        Refused("action", () => pool.Spawn((Action)null!));
        Refused("function", () => pool.Spawn((Func<int>)null!));
        Refused("action", () => pool.SpawnFifo(null!));
        Refused("action", () => { _ = pool.RunAsync((Action)null!, CancellationToken.None); });
        Refused("function", () => { _ = pool.RunAsync((Func<int>)null!, CancellationToken.None); });
        Refused("function", () => pool.Broadcast((Func<BroadcastContext, int>)null!));
        Refused("action", () => pool.Broadcast((Action<BroadcastContext>)null!));
        Refused("action", () => pool.SpawnBroadcast(null!));
        Refused("body", () => pool.Scope(null!));
        Refused("body", () => pool.InPlaceScope(null!));
        Refused("body", () => pool.ScopeFifo(null!));
        Refused("body", () => pool.InPlaceScopeFifo(null!));
        Refused("action", static () => Par.Blocking((Action)null!));
        Refused("function", static () => Par.Blocking((Func<int>)null!));
        Refused("function", static () => Par.Blocking(1, (Func<int, int>)null!));
        Refused("options", static () => _ = new WorkerPool(null!));

        static void Refused(string parameter, Action call) => Assert.Equal(parameter, Assert.Throws<ArgumentNullException>(call).ParamName);
    });

    [Fact]
    public void Par_outside_every_pool_uses_the_default_pool_and_inside_one_that_pool() => PoolTest.Run(2, pool =>
    {
        Check(WorkerPool.Default);
        pool.Install(() => Check(pool));

        static void Check(WorkerPool expected)
        {
            Assert.Same(expected, Par.Spawn(static () => WorkerPool.Current).Join());
            Par.Scope(scope => Assert.Same(expected, WorkerPool.Current));
            Par.ScopeFifo(scope => Assert.Same(expected, scope.Pool));
            Par.InPlaceScope(scope => Assert.Same(expected, scope.Pool));
            Par.InPlaceScopeFifo(scope => Assert.Same(expected, scope.Pool));
            WorkerPool? seen = null;
            Par.Spawn(() => { seen = WorkerPool.Current; }).Join();
            Assert.Same(expected, seen);
            Par.SpawnFifo(() => { seen = WorkerPool.Current; }).Join();
            Assert.Same(expected, seen);
            Assert.All(Par.Broadcast(static _ => WorkerPool.Current), used => Assert.Same(expected, used));
            Par.Broadcast(context => Assert.Same(expected, context.Pool));
            using var all = new CountdownEvent(expected.Size);
            Par.SpawnBroadcast(_ => all.Signal());
            PoolTest.Until(
                () =>
                {
                    Par.YieldNow();
                    return all.IsSet;
                },
                "the broadcast arrived");
        }
    });

    [Fact]
    public void Pools_can_be_made_and_disposed_over_and_over() => PoolTest.Guard(() =>
    {
        for (int i = 0; i < 60; i++)
        {
            using var pool = new WorkerPool((i % 5) + 1);
            if (i % 3 == 0)
                continue;
            var job = new Fib(10);
            pool.Install(ref job);
            Assert.Equal(55, job.Result);
        }
    });

    private sealed class UnprintableException : Exception
    {
        public override string Message => throw new NotSupportedException("no message");

        public override string ToString() => throw new NotSupportedException("no text");
    }
}
