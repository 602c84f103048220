using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CsCheck;
using Fearless.Scheduling;

namespace Fearless.Tests.Parallel;

public class ParScopeTests
{
    /// <summary>Every kind of scope that a pool has.</summary>
    public static TheoryData<ScopeKind, int> Kinds()
    {
        var data = new TheoryData<ScopeKind, int>();
        foreach (ScopeKind kind in Enum.GetValues<ScopeKind>())
        {
            data.Add(kind, 1);
            data.Add(kind, 3);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_scope_returns_when_all_that_was_spawned_in_it_recursively_is_done(ScopeKind kind, int size) => PoolTest.Run(size, pool =>
    {
        int ran = 0;
        Open(pool, kind, scope =>
        {
            Assert.Same(pool, scope.Pool);
            for (int i = 0; i < 4; i++)
                scope.Spawn(inner => Branch(inner, 4));
        });
        Assert.Equal(4 * 31, ran);

        void Branch(ParScope scope, int depth)
        {
            Interlocked.Increment(ref ran);
            if (depth == 0)
                return;
            scope.Spawn(inner => Branch(inner, depth - 1));
            scope.Spawn(inner => Branch(inner, depth - 1));
        }
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_body_runs_in_the_pool_or_stays_in_place(ScopeKind kind, int size) => PoolTest.Run(size, pool =>
    {
        Thread? body = null, job = null;
        Open(pool, kind, scope =>
        {
            body = Thread.CurrentThread;
            scope.Spawn(() => { job = Thread.CurrentThread; });
        });
        bool inPlace = kind is ScopeKind.InPlace or ScopeKind.InPlaceFifo;
        Assert.Equal(inPlace, body == Thread.CurrentThread);
        Assert.NotEqual(Thread.CurrentThread, job);
    });

    [Fact]
    public void All_forms_of_spawn_run_and_give_their_results() => PoolTest.Run(2, pool => pool.Scope(scope =>
    {
        int[] cell = [0];
        JobHandle<int> function = scope.Spawn(static () => 4);
        JobHandle<string> stateFunction = scope.Spawn(5, static n => $"{n}");
        scope.Spawn(cell, static c => { c[0] = 6; }).Join();
        Assert.Equal(4, function.Join());
        Assert.Equal("5", stateFunction.Join());
        Assert.Equal(6, cell[0]);
    }));

    [Theory]
    [InlineData(ScopeKind.Newest)]
    [InlineData(ScopeKind.InPlace)]
    public void A_worker_executes_what_it_spawned_newest_first(ScopeKind kind) => PoolTest.Run(1, pool =>
        Assert.Equal([4, 3, 2, 1, 0], pool.Install(() => OrderOfFive(pool, kind))));

    [Theory]
    [InlineData(ScopeKind.Oldest)]
    [InlineData(ScopeKind.InPlaceFifo)]
    public void A_worker_of_a_fifo_scope_executes_what_it_spawned_oldest_first(ScopeKind kind) => PoolTest.Run(1, pool =>
        Assert.Equal([0, 1, 2, 3, 4], pool.Install(() => OrderOfFive(pool, kind))));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Jobs_from_outside_the_pool_are_executed_oldest_first(ScopeKind kind, int size)
    {
        if (size == 1 && kind is ScopeKind.InPlace or ScopeKind.InPlaceFifo)
            PoolTest.Run(1, pool => Assert.Equal([0, 1, 2, 3, 4], OrderOfFive(pool, kind)));
    }

    [Fact]
    public void A_thief_takes_the_oldest() => PoolTest.Run(2, pool => pool.Install(() =>
    {
        using var stolen = new ManualResetEventSlim();
        using var spawned = new ManualResetEventSlim();
        int first = -1;
        pool.Scope(scope =>
        {
            // The other worker is held until all five are queued; this one does not execute any before the other took one.
            scope.Spawn(() =>
            {
                PoolTest.Await(spawned, "all are spawned");
                PoolTest.Until(() => Par.YieldNow() == YieldOutcome.Executed, "a job is stolen");
            });
            PoolTest.Until(() => !Worker.Current!.Jobs.AreVisible, "the other worker is held");
            for (int i = 0; i < 5; i++)
            {
                int number = i;
                scope.Spawn(() =>
                {
                    Interlocked.CompareExchange(ref first, number, -1);
                    stolen.Set();
                });
            }
            spawned.Set();
            PoolTest.Await(stolen, "a job is stolen");
        });
        Assert.Equal(0, first);
    }));

    [Fact]
    public void An_in_place_scope_can_wait_for_its_own_jobs_with_one_worker() => PoolTest.Run(1, pool => pool.InPlaceScope(scope =>
    {
        using var ran = new ManualResetEventSlim();
        scope.Spawn(ran.Set);
        PoolTest.Await(ran, "the worker executes the job while the body blocks");
    }));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_the_body_throws_wins_after_every_job_ran_and_their_failures_hang_on_it(ScopeKind kind, int size) => PoolTest.Run(size, pool =>
    {
        int ran = 0;
        var caught = Assert.Throws<IOException>(() => Open(pool, kind, scope =>
        {
            for (int i = 0; i < 10; i++)
            {
                scope.Spawn(i, n =>
                {
                    Interlocked.Increment(ref ran);
                    if (n % 2 == 0)
                        throw new TimeoutException($"{n}");
                });
            }
            ThrowFromUserCode(new IOException("body"));
        }));
        Assert.Equal(10, ran);
        Assert.Contains(nameof(ThrowFromUserCode), caught.StackTrace, StringComparison.Ordinal);
        Assert.Equal(["0", "2", "4", "6", "8"], caught.GetSuppressed().Select(static failure => failure.Message).Order());
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Of_several_jobs_that_throw_the_first_is_rethrown_as_it_was_and_the_others_hang_on_it(ScopeKind kind, int size) => PoolTest.Run(size, pool =>
    {
        int ran = 0;
        int failed = 0;
        var caught = Assert.Throws<IOException>(() => Open(pool, kind, scope =>
        {
            for (int i = 0; i < 10; i++)
            {
                scope.Spawn(() =>
                {
                    if (Interlocked.Increment(ref ran) % 2 == 0)
                        ThrowFromUserCode(new IOException($"{Interlocked.Increment(ref failed)}"));
                });
            }
        }));
        Assert.Equal(10, ran);
        Assert.Contains(nameof(ThrowFromUserCode), caught.StackTrace, StringComparison.Ordinal);
        Assert.Equal(["1", "2", "3", "4", "5"], caught.GetSuppressed().Append(caught).Select(static failure => failure.Message).Order());
        if (size == 1)
            Assert.Equal("1", caught.Message);
    });

    [Fact]
    public void A_failure_that_was_received_by_joining_is_not_thrown_again() => PoolTest.Run(2, pool =>
    {
        pool.Scope(static scope =>
        {
            JobHandle handle = scope.Spawn(static () => throw new IOException());
            Assert.Throws<IOException>(() => handle.Join());
            Assert.Throws<IOException>(() => handle.Join());
        });
        var caught = Assert.Throws<TimeoutException>(() => pool.Scope(static scope =>
        {
            JobHandle joined = scope.Spawn(static () => throw new IOException());
            scope.Spawn(static () => throw new TimeoutException());
            Assert.Throws<IOException>(() => joined.Join());
        }));
        Assert.Empty(caught.GetSuppressed());
    });

    [Fact]
    public void A_task_of_a_job_that_nobody_awaits_hides_no_failure() => PoolTest.Run(2, pool =>
    {
        var thrown = new IOException();
        Assert.Same(thrown, Assert.Throws<IOException>(() => pool.Scope(scope => { _ = scope.Spawn(() => throw thrown).AsTask(); })));
    });

    [Fact]
    public void The_first_failure_cancels_the_token() => PoolTest.Run(2, pool => Assert.Throws<IOException>(() => pool.Scope(scope =>
    {
        CancellationToken token = scope.CancellationToken;
        Assert.False(token.IsCancellationRequested);
        scope.Spawn(() => PoolTest.Until(() => token.IsCancellationRequested, "the sibling's failure cancels the token"));
        scope.Spawn(static () => throw new IOException());
    })));

    [Fact]
    public void A_token_that_is_asked_for_after_a_job_failed_is_cancelled() => PoolTest.Run(1, pool => Assert.Throws<IOException>(() => pool.Scope(scope =>
    {
        JobHandle failing = scope.Spawn(static () => throw new IOException("a"));
        scope.Spawn(failing, static _ => { }).Join();
        PoolTest.Until(
            () =>
            {
                Par.YieldNow();
                return failing.IsCompleted;
            },
            "the job failed");
        Assert.True(scope.CancellationToken.IsCancellationRequested);
    })));

    [Fact]
    public void A_token_that_is_asked_for_after_the_body_failed_is_cancelled() => PoolTest.Run(1, pool =>
    {
        bool cancelled = false;
        Assert.Throws<IOException>(() => pool.Scope(scope =>
        {
            scope.Spawn(inner => { cancelled = inner.CancellationToken.IsCancellationRequested; });
            throw new IOException();
        }));
        Assert.True(cancelled);
    });

    [Fact]
    public void What_a_callback_of_the_token_throws_hangs_on_the_failure_that_cancelled_it() => PoolTest.Run(2, static pool =>
    {
        var caught = Assert.Throws<IOException>(() => pool.Scope(static scope =>
        {
            scope.CancellationToken.Register(static () => throw new TimeoutException());
            scope.Spawn(static () => throw new IOException());
        }));
        Assert.IsType<TimeoutException>(Assert.IsType<AggregateException>(Assert.Single(caught.GetSuppressed())).InnerException);
    });

    [Fact]
    public void What_a_callback_of_the_token_throws_is_thrown_when_the_failure_that_cancelled_it_was_received() => PoolTest.Run(1, static pool =>
    {
        var caught = Assert.Throws<AggregateException>(() => pool.Scope(static scope =>
        {
            scope.CancellationToken.Register(static () => throw new TimeoutException());
            JobHandle failing = scope.Spawn(static () => throw new IOException());
            Assert.Throws<IOException>(() => failing.Join());
        }));
        Assert.IsType<TimeoutException>(caught.InnerException);
    });

    [Fact]
    public void A_scope_ends_while_a_callback_of_the_caller_s_cancellation_still_runs() => PoolTest.Run(1, static pool =>
    {
        using var cancel = new CancellationTokenSource();
        using var inCallback = new ManualResetEventSlim();
        using var ended = new ManualResetEventSlim();
        var canceller = new Thread(cancel.Cancel) { IsBackground = true };
        pool.InPlaceScope(
            scope =>
            {
                scope.CancellationToken.Register(() =>
                {
                    inCallback.Set();
                    // Like a lock that the scope's caller holds: it comes free only after the scope has ended.
                    PoolTest.Await(ended, "the scope has ended");
                });
                canceller.Start();
                PoolTest.Await(inCallback, "the callback runs");
            },
            cancel.Token);
        Assert.True(canceller.IsAlive);
        ended.Set();
        canceller.Join();
    });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_the_body_returns_comes_back_after_every_job_ran(int size) => PoolTest.Run(size, pool =>
    {
        int ran = 0;
        Returns(body => pool.Scope(body));
        Returns(body => pool.ScopeFifo(body));
        Returns(body => pool.InPlaceScope(body));
        Returns(body => pool.InPlaceScopeFifo(body));
        Returns(body => pool.Install(() => Par.Scope(body)));
        Returns(body => pool.Install(() => Par.ScopeFifo(body)));
        Returns(body => pool.Install(() => Par.InPlaceScope(body)));
        Returns(body => pool.Install(() => Par.InPlaceScopeFifo(body)));
        Assert.Equal("body", Assert.Throws<ArgumentException>(ReturnsTask).ParamName);
        Assert.Throws<IOException>(() => pool.Scope(static scope =>
        {
            scope.Spawn(static () => throw new IOException());
            return 1;
        }));

        void ReturnsTask() => pool.InPlaceScope(static _ => Task.CompletedTask);

        void Returns(Func<Func<ParScope, string>, string> open)
        {
            ran = 0;
            Assert.Equal("result", open(scope =>
            {
                for (int i = 0; i < 10; i++)
                    scope.Spawn(() => Interlocked.Increment(ref ran));
                return "result";
            }));
            Assert.Equal(10, ran);
        }
    });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_shares_of_a_broadcast_can_spawn_into_the_scope(int size) => PoolTest.Run(size, pool =>
    {
        int shares = 0;
        int spawned = 0;
        pool.Scope(scope => scope.SpawnBroadcast((inner, context) =>
        {
            Assert.Equal(context.Index, pool.CurrentWorkerIndex);
            Interlocked.Increment(ref shares);
            for (int i = 0; i < 5; i++)
                inner.Spawn(() => Interlocked.Increment(ref spawned));
        }));
        Assert.Equal((size, 5 * size), (shares, spawned));
    });

    [Fact]
    public void A_scope_that_ended_takes_no_more_jobs_and_says_so() => PoolTest.Run(1, pool =>
    {
        ScopeState? state = null;
        // What no program can write: a scope that outlives its body.
        pool.Scope(scope => { state = Unsafe.As<ParScope, ScopeState>(ref scope); });
        Refused(static scope => scope.Spawn(static () => { }));
        Refused(static scope => scope.Spawn(static () => 1));
        Refused(static scope => scope.Spawn(static _ => { }));
        Refused(static scope => scope.SpawnBroadcast(static _ => { }));
        Refused(static scope => scope.SpawnBroadcast(static (_, _) => { }));
        Refused(static scope => _ = scope.CancellationToken);
        Assert.Equal(1, pool.Install(static () => 1));

        void Refused(Action<ParScope> use) => Assert.Contains(
            "Use it inside its body", Assert.Throws<InvalidOperationException>(() => use(new ParScope(state!))).Message, StringComparison.Ordinal);
    });

    [Fact]
    public void A_default_scope_refuses_everything_and_names_the_remedy()
    {
        Refused(static () => default(ParScope).Spawn(static () => { }));
        Refused(static () => default(ParScope).Spawn(static _ => { }));
        Refused(static () => default(ParScope).Spawn(static () => 1));
        Refused(static () => default(ParScope).Spawn(1, static n => n));
        Refused(static () => default(ParScope).Spawn(1, static n => { }));
        Refused(static () => default(ParScope).SpawnBroadcast(static _ => { }));
        Refused(static () => default(ParScope).SpawnBroadcast(static (_, _) => { }));
        Refused(static () => _ = default(ParScope).Pool);
        Refused(static () => _ = default(ParScope).CancellationToken);

        static void Refused(Action call) =>
            Assert.Contains("received from Par.Scope", Assert.Throws<InvalidOperationException>(call).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_delegates_are_refused_by_name() => PoolTest.Run(1, pool => pool.Scope(static scope =>
    {
        Refused("action", scope, static scope => scope.Spawn((Action)null!));
        Refused("action", scope, static scope => scope.Spawn((Action<ParScope>)null!));
        Refused("action", scope, static scope => scope.Spawn(1, (Action<int>)null!));
        Refused("function", scope, static scope => scope.Spawn((Func<int>)null!));
        Refused("function", scope, static scope => scope.Spawn(1, (Func<int, int>)null!));
        Refused("action", scope, static scope => scope.SpawnBroadcast((Action<BroadcastContext>)null!));
        Refused("action", scope, static scope => scope.SpawnBroadcast((Action<ParScope, BroadcastContext>)null!));

        static void Refused(string parameter, ParScope scope, Action<ParScope> call)
        {
            try
            {
                call(scope);
            }
            catch (ArgumentNullException refused)
            {
                Assert.Equal(parameter, refused.ParamName);
                return;
            }
            Assert.Fail("not refused");
        }
    }));

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    public void Random_trees_of_spawns_and_joins_run_each_job_once(int size) => PoolTest.Run(size, pool =>
        Gen.Select(Gen.Int, Gen.Int[1, 6], Gen.Bool).Sample(
            (seed, depth, fifo) =>
            {
                int ran = 0;
                Open(pool, fifo ? ScopeKind.Oldest : ScopeKind.Newest, scope => Node(scope, (uint)seed, depth));
                Assert.Equal(Count((uint)seed, depth), ran);

                void Node(ParScope scope, uint node, int left)
                {
                    Interlocked.Increment(ref ran);
                    if (left == 0)
                        return;
                    for (uint child = 0; child < node % 4; child++)
                    {
                        uint next = Next(node, child);
                        switch (next % 3)
                        {
                            case 0:
                                scope.Spawn(inner => Node(inner, next, left - 1));
                                break;
                            case 1:
                                scope.Spawn(inner => Node(inner, next, left - 1)).Join();
                                break;
                            default:
                                Par.Join(() => Par.Scope(inner => Node(inner, next, left - 1)), static () => { });
                                break;
                        }
                    }
                }

                static int Count(uint node, int left)
                {
                    int count = 1;
                    for (uint child = 0; left > 0 && child < node % 4; child++)
                        count += Count(Next(node, child), left - 1);
                    return count;
                }

                static uint Next(uint node, uint child) => ((node * 2654435761u) + child) ^ (node >> 11);
            },
            iter: 80,
            threads: 1));

    private static List<int> OrderOfFive(WorkerPool pool, ScopeKind kind)
    {
        var order = new List<int>();
        // One worker: the body holds it, or blocks it from outside until all five wait.
        using var queued = new ManualResetEventSlim();
        if (pool.CurrentWorkerIndex is null)
            pool.Spawn(() => PoolTest.Await(queued, "all are queued"));
        Open(pool, kind, scope =>
        {
            for (int i = 0; i < 5; i++)
                scope.Spawn(i, order.Add);
            queued.Set();
        });
        return order;
    }

    private static void Open(WorkerPool pool, ScopeKind kind, Action<ParScope> body)
    {
        switch (kind)
        {
            case ScopeKind.Newest:
                pool.Scope(body);
                break;
            case ScopeKind.Oldest:
                pool.ScopeFifo(body);
                break;
            case ScopeKind.InPlace:
                pool.InPlaceScope(body);
                break;
            default:
                pool.InPlaceScopeFifo(body);
                break;
        }
    }

    [Fact]
    public void The_callers_token_cancels_that_of_the_scope() => PoolTest.Run(2, pool =>
    {
        using var source = new CancellationTokenSource();
        bool seen = false;
        pool.Scope(
            scope =>
            {
                CancellationToken token = scope.CancellationToken;
                scope.Spawn(() => seen = token.WaitHandle.WaitOne(TimeSpan.FromSeconds(20)));
                source.Cancel();
            },
            source.Token);
        Assert.True(seen);
    });

    [Fact]
    public void A_cancellation_does_not_hide_the_failure_that_caused_it() => PoolTest.Run(2, pool =>
    {
        var failure = Assert.Throws<IOException>(() => pool.Scope(static scope =>
        {
            CancellationToken token = scope.CancellationToken;
            scope.Spawn(() =>
            {
                token.WaitHandle.WaitOne(TimeSpan.FromSeconds(20));
                token.ThrowIfCancellationRequested();
            });
            scope.Spawn(static () => throw new IOException());
        }));
        Assert.IsType<OperationCanceledException>(Assert.Single(failure.GetSuppressed()));
    });

    [Fact]
    public void A_job_with_a_state_receives_the_scope_and_spawns_more() => PoolTest.Run(2, pool =>
    {
        var sum = new StrongBox<int>();
        pool.Scope(scope => scope.Spawn((sum, Depth: 3), static (scope, state) => Spread(scope, state.sum, state.Depth)));
        Assert.Equal(15, sum.Value);

        static void Spread(ParScope scope, StrongBox<int> sum, int depth)
        {
            Interlocked.Increment(ref sum.Value);
            for (int i = 0; i < 2 && depth > 0; i++)
                scope.Spawn((sum, depth - 1), static (scope, state) => Spread(scope, state.sum, state.Item2));
        }
    });

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowFromUserCode(Exception exception) => throw exception;
}

/// <summary>The four kinds of scope.</summary>
public enum ScopeKind
{
    Newest,
    Oldest,
    InPlace,
    InPlaceFifo,
}
