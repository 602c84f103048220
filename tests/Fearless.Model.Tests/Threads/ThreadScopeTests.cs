using Fearless.Sync;

namespace Fearless.ModelTests.Threads;

/// <summary>Scopes whose threads are threads of the model: how they end, fail, are joined and are cancelled.</summary>
public class ThreadScopeTests
{
    [Fact]
    public void A_scope_ends_when_its_threads_have() => ModelBudget.CheckAll(static () =>
    {
        var data = new Data();
        ThreadScope.Run(
            scope =>
            {
                scope.Spawn(() => data.First.Write(1));
                scope.Spawn(() => data.Second.Write(2));
            },
            Options());
        Assert.Equal(3, data.First.Read() + data.Second.Read());
    });

    [Fact]
    public void A_token_that_is_taken_while_a_thread_fails_is_cancelled() => ModelBudget.CheckAll(static () =>
    {
        CancellationToken token = default;
        Assert.Throws<IOException>(() => ThreadScope.Run(
            scope =>
            {
                scope.Spawn(static () => throw new IOException());
                token = scope.CancellationToken;
            },
            Options()));
        Assert.True(token.IsCancellationRequested);
    });

    [Fact]
    public void Two_that_take_the_token_get_the_same_one() => ModelBudget.CheckAll(static () =>
    {
        CancellationToken own = default;
        CancellationToken other = default;
        ThreadScope.Run(
            scope =>
            {
                scope.Spawn(inner => other = inner.CancellationToken);
                own = scope.CancellationToken;
            },
            Options());
        Assert.Equal(own, other);
    });

    [Fact]
    public void A_thread_that_is_joined_has_done_what_it_did() => ModelBudget.CheckAll(static () =>
    {
        var data = new Data();
        ThreadScope.Run(
            scope =>
            {
                ScopedThread thread = scope.Spawn(() => data.First.Write(1));
                thread.Join();
                Assert.Equal(1, data.First.Read());
            },
            Options());
    });

    [Fact]
    public void A_failure_is_thrown_by_the_join_or_by_the_scope() => ModelBudget.CheckAll(static () =>
    {
        int joins = 0;
        int ends = 0;
        try
        {
            ThreadScope.Run(
                scope =>
                {
                    ScopedThread thread = scope.Spawn(static () => throw new IOException());
                    try
                    {
                        thread.TryJoin(TimeSpan.FromSeconds(1));
                    }
                    catch (IOException)
                    {
                        joins++;
                    }
                },
                Options());
        }
        catch (IOException)
        {
            ends++;
        }
        Assert.Equal(1, joins + ends);
    });

    [Fact]
    public void A_join_with_a_time_that_is_not_over_is_of_a_thread_that_has_ended() => ModelBudget.CheckAll(static () =>
    {
        var data = new Data();
        ThreadScope.Run(
            scope =>
            {
                ScopedThread thread = scope.Spawn(() => data.First.Write(1));
                if (thread.TryJoin(TimeSpan.FromSeconds(1)))
                    Assert.Equal(1, data.First.Read());
            },
            Options());
    });

    [Fact]
    public void A_failure_is_not_lost_when_a_thread_outside_of_the_scope_gives_up_its_join() => Model.Check(
        static () =>
        {
            int seen = 0;
            int outside = 0;
            try
            {
                ThreadScope.Run(
                    scope =>
                    {
                        ScopedThread thread = scope.Spawn(static () => throw new IOException());
                        Model.Thread(() => outside = Fails(() => thread.TryJoin(TimeSpan.FromSeconds(1))), "outside");
                    },
                    Options());
            }
            catch (IOException)
            {
                seen++;
            }
            Model.JoinAll();
            Assert.InRange(seen + outside, 1, 2);

            static int Fails(Action action)
            {
                try
                {
                    action();
                    return 0;
                }
                catch (IOException)
                {
                    return 1;
                }
            }
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_thread_is_joined_by_one_of_two_that_may_give_up() => Model.Check(
        static () =>
        {
            int joined = 0;
            ThreadScope.Run(
                scope =>
                {
                    ScopedThread thread = scope.Spawn(static () => { });
                    for (int i = 0; i < 2; i++)
                        Model.Thread(() => Tries(() => _ = thread.TryJoin(TimeSpan.FromSeconds(1)) ? joined++ : 0), "joins");
                },
                Options());
            Model.JoinAll();
            Assert.InRange(joined, 0, 1);
        },
        ModelBudget.Bounded);

    [Fact]
    public void Threads_that_are_spawned_at_once_have_numbers_of_their_own() => ModelBudget.CheckAll(static () =>
    {
        ScopedThread? own = null;
        ScopedThread? other = null;
        ThreadScope.Run(
            scope =>
            {
                scope.Spawn(inner => other = inner.Spawn(static () => { }));
                own = scope.Spawn(static () => { });
            },
            Options());
        Assert.NotEqual(own!.Index, other!.Index);
    });

    [Fact]
    public void A_thread_is_joined_by_one_of_two() => ModelBudget.CheckAll(static () =>
    {
        int refused = 0;
        ThreadScope.Run(
            scope =>
            {
                ScopedThread thread = scope.Spawn(static () => { });
                ModelThread other = Model.Thread(() => refused += TryJoin(thread) ? 0 : 1, "other");
                bool own = TryJoin(thread);
                other.Join();
                refused += own ? 0 : 1;
            },
            Options());
        Assert.Equal(1, refused);

        static bool TryJoin(ScopedThread thread)
        {
            try
            {
                thread.Join();
                return true;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }
    });

    [Fact]
    public void Two_threads_that_join_each_other_are_told() => Model.Check(
        static () =>
        {
            var failure = Assert.ThrowsAny<InvalidOperationException>(static () => ThreadScope.Run(
                static scope =>
                {
                    ScopedThread? second = null;
                    var spawned = new Latch();
                    ScopedThread first = scope.Spawn(() =>
                    {
                        spawned.Wait();
                        second!.Join();
                    });
                    second = scope.Spawn(() => first.Join());
                    spawned.Set();
                },
                Options()));
            Assert.Contains("would never end", failure.Message, StringComparison.Ordinal);
        },
        ModelBudget.Bounded);

    [Fact]
    public void What_is_moved_is_taken_or_disposed() => ModelBudget.CheckAll(static () =>
    {
        var value = new Counted();
        Counted? given = value;
        Moved<Counted> moved = Move.Of(ref given);
        int taken = 0;
        Model.Thread(moved.Dispose, "other");
        try
        {
            moved.Take();
            taken++;
        }
        catch (InvalidOperationException)
        {
        }
        Model.JoinAll();
        Assert.Equal(1, taken + value.Disposals);
    });

    [Fact]
    public void What_is_moved_and_not_taken_is_disposed_once() => ModelBudget.CheckAll(static () =>
    {
        var value = new Counted();
        Counted? given = value;
        Moved<Counted> moved = Move.Of(ref given);
        Model.Thread(moved.Dispose, "other");
        moved.Dispose();
        Model.JoinAll();
        Assert.Equal(1, value.Disposals);
    });

    [Fact]
    public void What_is_moved_is_taken_or_claimed_once() => ModelBudget.CheckAll(static () =>
    {
        Counted? given = new();
        Moved<Counted> moved = Move.Of(ref given);
        int other = 0;
        Model.Thread(() => other += Tries(() => ((IMoved)moved).Claim()), "other");
        int own = Tries(() => moved.Take());
        Model.JoinAll();
        Assert.Equal(1, own + other);
    });

    [Fact]
    public void What_was_claimed_is_released_once() => ModelBudget.CheckAll(static () =>
    {
        Counted? given = new();
        IMoved moved = Move.Of(ref given);
        moved.Claim();
        bool other = false;
        Model.Thread(() => other = moved.TryRelease(), "other");
        bool own = moved.TryRelease();
        Model.JoinAll();
        Assert.True(own ^ other);
    });

    private static ThreadOptions Options() => new() { Cache = new ThreadCache(capacity: 0, TimeSpan.Zero) };

    private static int Tries(Action action)
    {
        try
        {
            action();
            return 1;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    private sealed class Data
    {
        public Checked<int> First;
        public Checked<int> Second;
    }

    private sealed class Counted : IDisposable
    {
        public int Disposals { get; private set; }

        public void Dispose() => Disposals++;
    }
}
