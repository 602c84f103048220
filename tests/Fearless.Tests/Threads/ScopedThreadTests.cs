namespace Fearless.Tests.Threads;

public class ScopedThreadTests
{
    [Fact]
    public void Join_rethrows_what_the_body_threw_as_it_was()
    {
        var thrown = new IOException("disk");

        ThreadScope.Run(scope =>
        {
            ScopedThread thread = scope.Spawn(() => ThrowFromHere(thrown));
            IOException caught = Assert.Throws<IOException>(() => thread.Join());
            Assert.Same(thrown, caught);
            Assert.Contains(nameof(ThrowFromHere), caught.StackTrace, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_joined_failure_is_not_thrown_again_at_the_end_of_the_scope()
    {
        ThreadScope.Run(static scope =>
        {
            ScopedThread<int> thread = scope.Spawn<int>(static () => throw new IOException());
            Assert.Throws<IOException>(() => thread.Join());
        });
    }

    [Fact]
    public void Joining_twice_throws_and_names_the_remedy()
    {
        ThreadScope.Run(static scope =>
        {
            ScopedThread<int> thread = scope.Spawn(static () => 1);
            Assert.Equal(1, thread.Join());
            Assert.Contains("keep what Join returned", Assert.Throws<InvalidOperationException>(() => thread.Join()).Message, StringComparison.Ordinal);
            Assert.Throws<InvalidOperationException>(() => thread.TryJoin(TimeSpan.Zero, out _));
        });
    }

    [Fact]
    public void A_handle_can_be_joined_after_its_scope()
    {
        ScopedThread<int>? kept = null;
        ThreadScope.Run(scope => { kept = scope.Spawn(static () => 7); });

        Assert.True(kept!.IsFinished);
        Assert.Equal(7, kept.Join());
    }

    [Fact]
    public void Finished_is_false_while_the_body_runs()
    {
        using var go = new ManualResetEventSlim();
        ThreadScope.Run(scope =>
        {
            ScopedThread thread = scope.Spawn(go.Await);
            Assert.False(thread.IsFinished);
            go.Set();
            thread.Join();
            Assert.True(thread.IsFinished);
        });
    }

    [Fact]
    public void A_join_that_times_out_changes_nothing()
    {
        using var go = new ManualResetEventSlim();
        ThreadScope.Run(scope =>
        {
            ScopedThread<int> thread = scope.Spawn(() =>
            {
                go.Await();
                return 5;
            });
            Assert.False(thread.TryJoin(TimeSpan.Zero, out int none));
            Assert.Equal(0, none);
            Assert.False(thread.TryJoin(TimeSpan.FromMilliseconds(1)));
            go.Set();
            Assert.True(thread.TryJoin(Patience.Limit, out int five));
            Assert.Equal(5, five);
        });
    }

    [Fact]
    public void A_negative_timeout_is_refused() => ThreadScope.Run(static scope =>
    {
        ScopedThread thread = scope.Spawn(static () => { });
        Assert.Throws<ArgumentOutOfRangeException>(() => thread.TryJoin(TimeSpan.FromSeconds(-2)));
        thread.Join();
    });

    [Fact]
    public void A_cancelled_join_leaves_the_thread_to_be_joined_later()
    {
        using var go = new ManualResetEventSlim();
        using var cancel = new CancellationTokenSource();
        ThreadScope.Run(scope =>
        {
            ScopedThread<int> thread = scope.Spawn(() =>
            {
                cancel.Cancel();
                go.Await();
                return 3;
            });
            Assert.ThrowsAny<OperationCanceledException>(() => thread.Join(cancel.Token));
            go.Set();
            Assert.Equal(3, thread.Join());
        });
    }

    [Fact]
    public void Two_threads_cannot_join_one()
    {
        using var go = new ManualResetEventSlim();
        ThreadScope.Run(scope =>
        {
            ScopedThread thread = scope.Spawn(go.Await);
            int refused = 0;
            void Joiner()
            {
                try
                {
                    thread.Join();
                }
                catch (InvalidOperationException)
                {
                    Interlocked.Increment(ref refused);
                    go.Set();
                }
            }
            ScopedThread first = scope.Spawn(Joiner);
            ScopedThread second = scope.Spawn(Joiner);
            first.Join();
            second.Join();
            Assert.Equal(1, refused);
        });
    }

    [Fact]
    public void A_thread_that_joins_itself_gets_an_exception() => Patience.Ends(static () => ThreadScope.Run(static scope =>
    {
        ScopedThread? self = null;
        using var assigned = new ManualResetEventSlim();
        self = scope.Spawn(() =>
        {
            assigned.Await();
            Assert.Contains("would never end", Assert.Throws<InvalidOperationException>(() => self!.Join()).Message, StringComparison.Ordinal);
        });
        assigned.Set();
        Patience.Until(() => self.IsFinished);
        self.Join();
    }));

    [Fact]
    public void A_thread_that_joins_the_one_whose_scope_it_is_in_gets_an_exception() => Patience.Ends(static () => ThreadScope.Run(static scope =>
    {
        ScopedThread? outer = null;
        using var assigned = new ManualResetEventSlim();
        outer = scope.Spawn(() => ThreadScope.Run(inner => inner.Spawn(() =>
        {
            assigned.Await();
            Assert.Contains("would never end", Assert.Throws<InvalidOperationException>(() => outer!.Join()).Message, StringComparison.Ordinal);
        })));
        assigned.Set();
        Patience.Until(() => outer.IsFinished);
        outer.Join();
    }));

    [Fact]
    public void A_circle_of_joins_is_broken_by_an_exception() => Patience.Ends(static () =>
    {
        for (int round = 0; round < 200; round++)
        {
            int refused = 0;
            ThreadScope.Run(scope =>
            {
                var threads = new ScopedThread?[3];
                using var assigned = new ManualResetEventSlim();
                for (int i = 0; i < 3; i++)
                    threads[i] = scope.Spawn(i, i =>
                    {
                        assigned.Await();
                        try
                        {
                            threads[(i + 1) % 3]!.Join();
                        }
                        catch (InvalidOperationException)
                        {
                            Interlocked.Increment(ref refused);
                        }
                    });
                assigned.Set();
                Patience.Until(() => Array.TrueForAll(threads, static thread => thread!.IsFinished));
            });
            Assert.InRange(refused, 1, 3);
        }
    });

    [Fact]
    public void Interrupting_the_owner_does_not_make_the_scope_leave_early()
    {
        bool ended = false;
        bool pending = false;
        Patience.Ends(() =>
        {
            Thread owner = Thread.CurrentThread;
            foreach (bool dedicated in new[] { false, true })
            {
                using var interrupted = new ManualResetEventSlim();
                ThreadScope.Run(
                    scope => { scope.Spawn(() =>
                    {
                        owner.Interrupt();
                        Thread.Sleep(20);
                        Volatile.Write(ref ended, true);
                    }); },
                    new ThreadOptions { Dedicated = dedicated });
                Assert.True(Volatile.Read(ref ended));
                try
                {
                    Thread.Sleep(1);
                }
                catch (ThreadInterruptedException)
                {
                    pending = true;
                }
                Assert.True(pending);
                ended = pending = false;
            }
        });
    }

    private static void ThrowFromHere(Exception exception) => throw exception;

    [Fact]
    public void A_failure_is_not_lost_to_a_join_that_is_just_giving_up()
    {
        using var cancel = new CancellationTokenSource();
        using var fail = new ManualResetEventSlim();
        using var ended = new ManualResetEventSlim();
        ScopedThread? failing = null;
        bool joinThrew = false;
        var joiner = new Thread(() =>
        {
            try
            {
                failing!.Join(cancel.Token);
            }
            catch (OperationCanceledException) when (FailBeforeUnwinding())
            {
            }
            catch (IOException)
            {
                joinThrew = true;
            }
        })
        { IsBackground = true };

        Exception? thrown = Record.Exception(() => ThreadScope.Run(scope =>
        {
            failing = scope.Spawn(() =>
            {
                fail.Await();
                throw new IOException();
            });
            joiner.Start();
            cancel.Cancel();
        }));
        ended.Set();
        Assert.True(joiner.Join(Patience.Limit));

        Assert.True(thrown is IOException || joinThrew);

        // A filter runs before the frames that were thrown through are left: while the join is giving up.
        bool FailBeforeUnwinding()
        {
            fail.Set();
            ended.Await();
            return true;
        }
    }

    [Fact]
    public void Each_failure_is_thrown_by_the_scope_or_by_the_outside_join_that_may_give_up()
    {
        const int Rounds = 4_000;
        // Bounded in time too: where the threads have to share a core, each round costs a time slice.
        var elapsed = System.Diagnostics.Stopwatch.StartNew();
        bool over = false;
        ScopedThread? current = null;
        CancellationTokenSource? source = null;
        int handled = 0;
        int taken = 0;
        var joiner = new Thread(() =>
        {
            while (!Volatile.Read(ref over))
            {
                if (Interlocked.Exchange(ref current, null) is not { } thread)
                    continue;
                try
                {
                    thread.Join(source!.Token);
                }
                catch (IOException)
                {
                    taken++;
                }
                catch (OperationCanceledException)
                {
                }
                Volatile.Write(ref handled, handled + 1);
            }
        })
        { IsBackground = true };
        joiner.Start();

        for (int round = 0; round < Rounds && elapsed.Elapsed < TimeSpan.FromSeconds(4); round++)
        {
            using var cancel = new CancellationTokenSource();
            source = cancel;
            int takenBefore = taken;
            Exception? thrown = Record.Exception(() => ThreadScope.Run(scope => Volatile.Write(ref current, scope.Spawn(() =>
            {
                Thread.SpinWait(200);
                cancel.Cancel();
                Thread.SpinWait(round % 500);
                throw new IOException();
            }))));
            Patience.Until(() => Volatile.Read(ref handled) > round);
            Assert.True(thrown is not null || taken > takenBefore, $"Lost in round {round}.");
        }
        Volatile.Write(ref over, true);
    }

    [Fact]
    public void A_join_that_a_token_can_end_is_no_part_of_a_circle() => Patience.Ends(static () =>
    {
        using var cancel = new CancellationTokenSource();
        using var go = new ManualResetEventSlim();
        using var waits = new ManualResetEventSlim();

        ThreadScope.Run(scope =>
        {
            ScopedThread? second = null;
            ScopedThread first = scope.Spawn(() =>
            {
                go.Await();
                waits.Set();
                Assert.ThrowsAny<OperationCanceledException>(() => second!.Join(cancel.Token));
            });
            second = scope.Spawn(() =>
            {
                waits.Await();
                Thread.Sleep(20);
                cancel.CancelAfter(TimeSpan.FromMilliseconds(20));
                first.Join();
            });
            go.Set();
        });
    });

    [Fact]
    public void A_mere_look_at_a_thread_that_runs_does_not_wait()
    {
        using var go = new ManualResetEventSlim();

        ThreadScope.Run(scope =>
        {
            ScopedThread thread = scope.Spawn(go.Await);
            Assert.False(thread.TryJoin(TimeSpan.Zero, CancellationToken.None));
            Assert.ThrowsAny<OperationCanceledException>(() => thread.TryJoin(TimeSpan.Zero, new CancellationToken(canceled: true)));
            go.Set();
            thread.Join();
        });
    }
}
