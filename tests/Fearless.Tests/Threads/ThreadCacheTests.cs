using System.Globalization;

namespace Fearless.Tests.Threads;

public class ThreadCacheTests
{
    private static readonly AsyncLocal<string?> Ambient = new();

    private static readonly AsyncLocal<object?> AmbientObject = new();

    private static ThreadOptions OneThread() => new() { Cache = new ThreadCache(1, TimeSpan.FromMinutes(1)) };

    [Fact]
    public void The_next_spawn_after_a_join_reuses_the_thread()
    {
        ThreadScope.Run(
            static scope =>
            {
                int first = scope.Spawn(static () => Environment.CurrentManagedThreadId).Join();
                for (int i = 0; i < 5_000; i++)
                    Assert.Equal(first, scope.Spawn(static () => Environment.CurrentManagedThreadId).Join());
            },
            OneThread());
    }

    [Fact]
    public void A_reused_thread_looks_new()
    {
        ThreadOptions options = OneThread();
        ThreadScope.Run(
            scope => scope.With(options with { Name = "dirty", Priority = ThreadPriority.Highest }).Spawn(static () =>
            {
                Thread.CurrentThread.IsBackground = false;
                CultureInfo.CurrentCulture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
                CultureInfo.CurrentUICulture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
                SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
                Ambient.Value = "left behind";
                ExecutionContext.SuppressFlow();
                Thread.CurrentThread.Interrupt();
            }).Join(),
            options);

        CultureInfo expected = CultureInfo.CurrentCulture;
        CultureInfo expectedUI = CultureInfo.CurrentUICulture;
        ThreadScope.Run(
            scope => scope.Spawn(() =>
            {
                Assert.Null(Thread.CurrentThread.Name);
                Assert.Equal(ThreadPriority.Normal, Thread.CurrentThread.Priority);
                Assert.True(Thread.CurrentThread.IsBackground);
                Assert.Same(expected, CultureInfo.CurrentCulture);
                Assert.Same(expectedUI, CultureInfo.CurrentUICulture);
                Assert.Null(SynchronizationContext.Current);
                Assert.Null(Ambient.Value);
                Assert.False(ExecutionContext.IsFlowSuppressed());
                Thread.Sleep(1);
            }).Join(),
            options);
    }

    [Fact]
    public void An_interrupt_sent_to_a_parked_thread_does_not_reach_its_next_body()
    {
        ThreadOptions options = OneThread();
        for (int round = 0; round < 20; round++)
        {
            Thread thread = ThreadScope.Run(static scope => scope.Spawn(static () => Thread.CurrentThread).Join(), options);
            thread.Interrupt();
            ThreadScope.Run(
                scope => scope.Spawn(() =>
                {
                    Assert.Same(thread, Thread.CurrentThread);
                    Thread.Sleep(1);
                }).Join(),
                options);
        }
    }

    [Fact]
    public void The_spawner_s_context_flows_unless_suppressed()
    {
        Ambient.Value = "flows";
        ThreadScope.Run(
            static scope =>
            {
                Assert.Equal("flows", scope.Spawn(static () => Ambient.Value).Join());
                using (ExecutionContext.SuppressFlow())
                    Assert.Null(scope.Spawn(static () => Ambient.Value).Join());
                Assert.Equal("flows", scope.With(new ThreadOptions { Dedicated = true }).Spawn(static () => Ambient.Value).Join());
            },
            OneThread());
    }

    [Fact]
    public void The_spawner_s_culture_flows()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var custom = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        custom.NumberFormat.NumberDecimalSeparator = "#";
        CultureInfo.CurrentCulture = custom;
        try
        {
            Assert.Equal("1#5", ThreadScope.Run(static scope => scope.Spawn(static () => 1.5.ToString(CultureInfo.CurrentCulture)).Join()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_thread_that_no_one_needs_ends()
    {
        var options = new ThreadOptions { Cache = new ThreadCache(2, TimeSpan.FromMilliseconds(5)) };
        Thread thread = ThreadScope.Run(static scope => scope.Spawn(static () => Thread.CurrentThread).Join(), options);

        Assert.True(thread.Join(Patience.Limit));
        Assert.Equal(0, options.Cache.IdleCount);
    }

    [Fact]
    public void No_more_threads_are_kept_than_the_cache_holds()
    {
        var options = new ThreadOptions { Cache = new ThreadCache(2, TimeSpan.FromMinutes(1)) };
        var threads = new List<ScopedThread<Thread>>();
        using var barrier = new Barrier(6);
        ThreadScope.Run(
            scope =>
            {
                for (int i = 0; i < 6; i++)
                    threads.Add(scope.Spawn(() =>
                    {
                        Assert.True(barrier.SignalAndWait(Patience.Limit));
                        return Thread.CurrentThread;
                    }));
            },
            options);

        Patience.Until(() => threads.Count(static thread => thread.IsFinished) == 6);
        Thread[] started = [.. threads.Select(static thread => thread.Join())];
        Patience.Until(() => started.Count(static thread => thread.IsAlive) <= 2);
        Assert.InRange(options.Cache.IdleCount, 0, 2);
    }

    [Fact]
    public void A_cache_that_keeps_nothing_still_runs_everything()
    {
        var options = new ThreadOptions { Cache = new ThreadCache(0, TimeSpan.Zero) };

        Assert.Equal(45, ThreadScope.Run(
            static scope => Enumerable.Range(0, 10).Select(static i => i).ToArray().Sum(static i => i), options));
        ThreadScope.Run(static scope => Assert.Equal(2, scope.Spawn(static () => 2).Join()), options);
    }

    [Fact]
    public void No_job_is_lost_between_a_thread_that_gives_up_waiting_and_a_spawn() => Patience.Ends(static () =>
    {
        // An idle time of next to nothing makes threads end just when they are wanted.
        foreach (TimeSpan idle in new[] { TimeSpan.Zero, TimeSpan.FromMicroseconds(20), TimeSpan.FromMicroseconds(100) })
        {
            var options = new ThreadOptions { Cache = new ThreadCache(3, idle) };
            int done = 0;
            for (int round = 0; round < 1_500; round++)
                ThreadScope.Run(
                    scope =>
                    {
                        for (int i = 0; i < round % 4; i++)
                            scope.Spawn(() => Interlocked.Increment(ref done));
                        Thread.SpinWait(round % 50);
                    },
                    options);
            Assert.Equal(Enumerable.Range(0, 1_500).Sum(static round => round % 4), done);
        }
    });

    [Fact]
    public void What_a_finished_body_used_is_not_kept_by_the_parked_thread()
    {
        ThreadOptions options = OneThread();
        WeakReference used = SpawnWithGarbage(options);

        Patience.Until(() =>
        {
            GC.Collect();
            return !used.IsAlive;
        });
        Assert.Equal(1, options.Cache.IdleCount);

        static WeakReference SpawnWithGarbage(ThreadOptions options)
        {
            object garbage = new();
            ThreadScope.Run(
                garbage, static (scope, garbage) => scope.Spawn(garbage, static garbage => AmbientObject.Value = garbage).Join(), options);
            return new WeakReference(garbage);
        }
    }
}
