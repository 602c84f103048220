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

    internal static void Open(WorkerPool pool, ScopeKind kind, Action<ParScope> body)
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
}

/// <summary>The four kinds of scope.</summary>
public enum ScopeKind
{
    Newest,
    Oldest,
    InPlace,
    InPlaceFifo,
}
