using Fearless.Tests.Sync;

namespace Fearless.Tests.Threads;

public class ScopeFailureTests
{
    [Fact]
    public void The_first_unjoined_failure_in_spawn_order_surfaces_and_the_others_hang_on_it()
    {
        // Outlives the scope: the first thread may start after the body has returned.
        using var assigned = new ManualResetEventSlim();

        IOException caught = Assert.Throws<IOException>(() => ThreadScope.Run(scope =>
        {
            ScopedThread? second = null;
            scope.Spawn(() =>
            {
                assigned.Await();
                Patience.Until(() => second!.IsFinished);
                throw new IOException("first spawned, last failed");
            });
            second = scope.Spawn(static () => throw new FormatException("second"));
            scope.Spawn(static () => throw new TimeoutException("third"));
            assigned.Set();
            Patience.Until(() => second.IsFinished);
        }));

        Assert.Equal("first spawned, last failed", caught.Message);
        Assert.Equal(["second", "third"], caught.GetSuppressed().Select(static exception => exception.Message));
    }

    [Fact]
    public void The_body_s_own_exception_wins_and_every_thread_has_ended()
    {
        using var go = new ManualResetEventSlim();
        bool ended = false;

        IOException caught = Assert.Throws<IOException>(() => ThreadScope.Run(scope =>
        {
            scope.Spawn(static () => throw new FormatException("child"));
            scope.Spawn(() =>
            {
                go.Await();
                Volatile.Write(ref ended, true);
            });
            go.Set();
            throw new IOException("body");
        }));

        Assert.True(ended);
        Assert.Equal("child", Assert.Single(caught.GetSuppressed()).Message);
        Assert.Contains(nameof(The_body_s_own_exception_wins_and_every_thread_has_ended), caught.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_that_the_body_joined_and_let_through_is_reported_once()
    {
        IOException caught = Assert.Throws<IOException>(static () => ThreadScope.Run(static scope =>
            scope.Spawn(static () => throw new IOException()).Join()));

        Assert.Empty(caught.GetSuppressed());
    }

    [Fact]
    public void A_thread_s_own_exception_surfaces_with_its_own_stack()
    {
        IOException caught = Assert.Throws<IOException>(static () => ThreadScope.Run(static scope => { scope.Spawn(Thrower); }));

        Assert.Contains(nameof(Thrower), caught.StackTrace, StringComparison.Ordinal);

        static void Thrower() => throw new IOException();
    }

    [Fact]
    public void A_result_is_not_lost_because_another_thread_failed()
    {
        ScopedThread<int>? kept = null;

        Assert.Throws<IOException>(() => ThreadScope.Run(scope =>
        {
            scope.Spawn(static () => throw new IOException());
            kept = scope.Spawn(static () => 9);
        }));

        Assert.Equal(9, kept!.Join());
    }

    [Fact]
    public void A_failure_of_a_nested_spawn_surfaces_at_the_end_of_the_scope()
    {
        Assert.Throws<IOException>(static () => ThreadScope.Run(static scope =>
        {
            scope.Spawn(static scope => { scope.Spawn(static () => throw new IOException()); });
        }));
    }

    [Fact]
    public void One_exception_object_thrown_by_two_threads_is_reported_once()
    {
        var shared = new IOException();

        IOException caught = Assert.Throws<IOException>(() => ThreadScope.Run(scope =>
        {
            scope.Spawn(() => throw shared);
            scope.Spawn(() => throw shared);
        }));

        Assert.Same(shared, caught);
        Assert.Empty(caught.GetSuppressed());
    }

    [Fact]
    public void A_thread_that_cannot_be_created_is_reported_by_the_spawn_and_leaves_the_scope_whole()
    {
        var cache = new ThreadCache(4, TimeSpan.FromSeconds(1), static _ => throw new InsufficientMemoryException("no thread"));
        var resource = new Resource();
        Resource? moving = resource;
        int[] numbers = [1];

        Patience.Ends(() => ThreadScope.Run(scope =>
        {
            foreach (bool dedicated in new[] { false, true })
            {
                ThreadScope limited = scope.With(new ThreadOptions { Cache = cache, Dedicated = dedicated });
                try
                {
                    limited.Spawn(numbers.AsSpan(), static _ => { });
                    Assert.Fail("It spawned.");
                }
                catch (OutOfMemoryException)
                {
                }
            }
            try
            {
                scope.With(new ThreadOptions { Cache = cache }).Spawn(Move.Of(ref moving), static _ => { });
                Assert.Fail("It spawned.");
            }
            catch (OutOfMemoryException)
            {
            }
            Assert.Equal(1, scope.Spawn(static () => 1).Join());
        }));

        Assert.Equal(1, resource.Disposals);
    }

    [Fact]
    public void Run_outlasts_its_threads_when_its_thread_was_interrupted_and_a_callback_throws()
    {
        Patience.Ends(static () =>
        {
            for (int round = 0; round < 10; round++)
            {
                int running = 0;

                IOException caught = Assert.Throws<IOException>(() => ThreadScope.Run(
                    scope =>
                    {
                        scope.CancellationToken.Register(static () => throw new FormatException("callback"));
                        for (int i = 0; i < 2; i++)
                        {
                            Interlocked.Increment(ref running);
                            scope.Spawn(scope =>
                            {
                                for (int i = 0; i < 50; i++)
                                    scope.Spawn(static () => { });
                                Interlocked.Decrement(ref running);
                            });
                        }
                        Thread.CurrentThread.Interrupt();
                        throw new IOException("body");
                    },
                    new ThreadOptions { Dedicated = true }));

                Assert.Equal(0, Volatile.Read(ref running));
                Assert.IsType<AggregateException>(Assert.Single(caught.GetSuppressed()));
                // The interrupt was not swallowed either.
                Assert.Throws<ThreadInterruptedException>(static () => Thread.Sleep(1));
            }
        });
    }

    [Fact]
    public void Interrupted_threads_fail_all_at_once_and_no_failure_is_lost()
    {
        for (int round = 0; round < 10; round++)
        {
            IOException caught = Assert.Throws<IOException>(static () => ThreadScope.Run(
                static scope =>
                {
                    for (int i = 0; i < 100; i++)
                        scope.Spawn(static () =>
                        {
                            Thread.CurrentThread.Interrupt();
                            throw new IOException();
                        });
                },
                new ThreadOptions { Dedicated = true }));

            Assert.Equal(99, caught.GetSuppressed().Count);
        }
    }

    [Fact]
    public void A_scope_whose_threads_have_their_own_of_the_system_has_ended_them_all()
    {
        var started = new System.Collections.Concurrent.ConcurrentBag<OwnThread>();
        var cache = new ThreadCache(1, TimeSpan.FromSeconds(1), thread =>
        {
            started.Add(thread);
            thread.Start();
        });
        using var last = new ManualResetEventSlim();

        ThreadScope.Run(
            scope =>
            {
                // One that every sweep finds alive, then many that it forgets.
                scope.Spawn(last.Await);
                for (int i = 0; i < 200; i++)
                    scope.Spawn(static () => { });
                last.Set();
            },
            new ThreadOptions { Dedicated = true, Cache = cache });

        Assert.Equal(201, started.Count);
        Assert.DoesNotContain(started, static thread => thread.IsAlive);
    }

    [Fact]
    public void Run_outlasts_its_threads_when_its_thread_cannot_park()
    {
        TestThread.Start(static () =>
        {
            using OccupiedParker occupied = OccupiedParker.OfThisThread();
            using var go = new ManualResetEventSlim();
            bool ended = false;

            IOException caught = Assert.Throws<IOException>(() => ThreadScope.Run(scope =>
            {
                scope.Spawn(() =>
                {
                    go.Await();
                    // Until the owner has spun for long enough to park.
                    Thread.Sleep(50);
                    Volatile.Write(ref ended, true);
                });
                go.Set();
                throw new IOException("body");
            }));

            Assert.True(Volatile.Read(ref ended));
            // None if the owner was kept from running for so long that it found the thread ended.
            Assert.All(caught.GetSuppressed(), static failure => Assert.IsType<InvalidOperationException>(failure));
        }).Join();
    }

    [Fact]
    public void The_caller_s_synchronization_context_has_no_part_in_the_wait_for_threads_of_the_system() => WaitingContext.Run(static () =>
    {
        bool ended = false;

        ThreadScope.Run(
            scope =>
            {
                scope.Spawn(() =>
                {
                    Thread.Sleep(20);
                    Volatile.Write(ref ended, true);
                }).Join();
                scope.Spawn(static () => Thread.Sleep(20));
            },
            new ThreadOptions { Dedicated = true });

        Assert.True(Volatile.Read(ref ended));
    });
}
