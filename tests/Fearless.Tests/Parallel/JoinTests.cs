using CsCheck;
using Fearless.Scheduling;

namespace Fearless.Tests.Parallel;

public class JoinTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Join_runs_both_and_returns_both_results(int size) => PoolTest.Run(size, pool => pool.Install(() =>
    {
        int ran = 0;
        Par.Join(() => { Interlocked.Add(ref ran, 1); }, () => { Interlocked.Add(ref ran, 10); });
        Assert.Equal(11, ran);
        Assert.Equal((1, "two"), Par.Join(() => 1, () => "two"));
        Assert.Equal((6, 15), Par.Join(5, static n => n + 1, static n => n * 3));
        Assert.Equal((6, "ab"), Par.Join(5, static n => n + 1, "a", static s => s + "b"));
        int[] cells = new int[2];
        Par.Join(cells, static c => { c[0] = 1; }, static c => { c[1] = 2; });
        Assert.Equal([1, 2], cells);
        Par.Join(cells, static c => { c[0] = 3; }, new List<int[]> { cells }, static l => { l[0][1] = 4; });
        Assert.Equal([3, 4], cells);
        Assert.Equal((7, 8L), Par.Join(static (ForkContext _) => 7, static _ => 8L));
        var left = new Fib(12);
        var right = new Fib(13);
        Par.Join(ref left, ref right);
        Assert.Equal((144, 233), (left.Result, right.Result));
    }));

    [Fact]
    public void Join_outside_every_pool_runs_in_the_default_pool() => PoolTest.Guard(() =>
    {
        (WorkerPool? left, WorkerPool? right) = Par.Join(static () => WorkerPool.Current, static () => WorkerPool.Current);
        Assert.Same(WorkerPool.Default, left);
        Assert.Same(WorkerPool.Default, right);
        var leftJob = new Fib(10);
        var rightJob = new Fib(11);
        Par.Join(ref leftJob, ref rightJob);
        Assert.Equal((55, 89), (leftJob.Result, rightJob.Result));
        Assert.Null(WorkerPool.Current);
    });

    [Fact]
    public void Left_runs_first_and_right_after_it_when_nobody_takes_it() => PoolTest.Run(1, pool => pool.Install(() =>
    {
        var order = new List<string>();
        Par.Join(() => order.Add("left"), () => order.Add("right"));
        Assert.Equal(["left", "right"], order);
    }));

    [Fact]
    public void An_idle_worker_takes_right_while_left_runs() => PoolTest.Run(2, pool => pool.Install(() =>
    {
        using var taken = new ManualResetEventSlim();
        (int left, (int worker, bool migrated)) = Par.Join(
            context =>
            {
                Assert.False(context.Migrated);
                PoolTest.PollUntil(context, taken);
                return context.WorkerIndex;
            },
            context =>
            {
                taken.Set();
                return (context.WorkerIndex, context.Migrated);
            });
        Assert.NotEqual(left, worker);
        Assert.True(migrated);
    }));

    [Fact]
    public void A_fork_that_nobody_took_has_not_migrated() => PoolTest.Run(1, pool => pool.Install(() =>
    {
        (bool left, bool right) = Par.Join(static context => context.Migrated, static context => context.Migrated);
        Assert.False(left);
        Assert.False(right);
    }));

    [Fact]
    public void Both_jobs_of_a_join_that_came_from_outside_have_migrated() => PoolTest.Guard(() =>
    {
        (bool left, bool right) = Par.Join(static context => context.Migrated, static context => context.Migrated);
        Assert.True(left);
        Assert.True(right);
    });

    [Fact]
    public void A_job_installed_from_outside_has_migrated_and_knows_its_worker() => PoolTest.Run(2, pool =>
    {
        var outside = default(Probe);
        pool.Install(ref outside);
        Assert.True(outside.Migrated);
        Assert.Same(pool, outside.Pool);
        Assert.InRange(outside.Worker, 0, 1);
        pool.Install(() =>
        {
            var inside = default(Probe);
            pool.Install(ref inside);
            Assert.False(inside.Migrated);
            Assert.Equal(pool.CurrentWorkerIndex, inside.Worker);
        });
    });

    [Fact]
    public void A_failed_join_leaves_the_worker_fit_for_the_next_one() => PoolTest.Run(2, pool => pool.Install(() =>
    {
        for (int i = 0; i < 200; i++)
        {
            Assert.Throws<IOException>(() => Par.Join(
                () => Par.Join(() => throw new IOException(), () => Par.Join(() => { }, () => { })),
                () => Par.Join(() => { }, () => throw new TimeoutException())));
            Assert.Equal(0, Worker.Current!.Forks.Depth);
            Assert.Equal(0, Worker.Current.Forks.PublishedDepth);
            Assert.Equal(55, new FibOracle(10).Run());
        }
    }));

    [Fact]
    public void Null_delegates_are_refused_by_name_before_anything_runs()
    {
        Refused("left", static () => Par.Join(null!, () => Assert.Fail("ran")));
        Refused("right", static () => Par.Join(() => Assert.Fail("ran"), null!));
        Refused("left", static () => Par.Join((Func<int>)null!, static () => 1));
        Refused("right", static () => Par.Join(static () => 1, (Func<int>)null!));
        Refused("left", static () => Par.Join(1, (Func<int, int>)null!, static n => n));
        Refused("right", static () => Par.Join(1, static n => n, (Func<int, int>)null!));
        Refused("left", static () => Par.Join(1, (Action<int>)null!, static _ => { }));
        Refused("right", static () => Par.Join(1, static _ => { }, (Action<int>)null!));
        Refused("left", static () => Par.Join((Func<ForkContext, int>)null!, static _ => 1));
        Refused("right", static () => Par.Join(static (ForkContext _) => 1, (Func<ForkContext, int>)null!));

        static void Refused(string parameter, Action call) => Assert.Equal(parameter, Assert.Throws<ArgumentNullException>(call).ParamName);
    }

    [Fact]
    public void A_default_context_refuses_everything_and_names_the_remedy()
    {
        Refused(static () => _ = default(ForkContext).Pool);
        Refused(static () => _ = default(ForkContext).WorkerIndex);
        Refused(static () => default(ForkContext).Poll());
        Refused(static () =>
        {
            var left = new Fib(1);
            var right = new Fib(1);
            default(ForkContext).Join(ref left, ref right);
        });

        static void Refused(Action call) =>
            Assert.Contains("Use the one that the job received", Assert.Throws<InvalidOperationException>(call).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_in_a_field_of_an_object_holds_its_result_too() => PoolTest.Run(3, pool => pool.Install(() =>
    {
        for (int i = 0; i < 50; i++)
        {
            var pair = new FibPair { Left = new Fib(15), Right = new Fib(16) };
            Par.Join(ref pair.Left, ref pair.Right);
            Assert.Equal((610, 987), (pair.Left.Result, pair.Right.Result));
        }
    }));

    [Fact]
    public void Left_may_wait_for_what_right_does_by_yielding() => PoolTest.Run(1, pool => pool.Install(() =>
    {
        bool done = false;
        Par.Join(
            () => PoolTest.Until(
                () =>
                {
                    Par.YieldNow();
                    return Volatile.Read(ref done);
                },
                "the worker executes right while left yields"),
            () => Volatile.Write(ref done, true));
    }));

    [Fact]
    public void Left_may_wait_for_a_job_that_waits_for_right() => PoolTest.Run(2, pool => pool.Install(() =>
    {
        for (int i = 0; i < 50; i++)
        {
            using var rightRan = new ManualResetEventSlim();
            Par.Join(
                () => Par.Spawn(() => PoolTest.Await(rightRan, "the waiting worker executes its fork")).Join(),
                rightRan.Set);
        }
    }));

    [Fact]
    public void Left_may_wait_for_more_jobs_that_wait_for_right_than_there_are_other_workers() => PoolTest.Run(2, pool => pool.Install(() =>
    {
        for (int i = 0; i < 50; i++)
        {
            using var rightRan = new ManualResetEventSlim();
            Par.Join(
                () =>
                {
                    JobHandle[] waiting = [.. Enumerable.Range(0, 2).Select(_ => Par.Spawn(() => PoolTest.Await(rightRan, "the waiting worker shares its fork")))];
                    foreach (JobHandle handle in waiting)
                        handle.Join();
                },
                rightRan.Set);
        }
    }));

    [Fact]
    public void Forks_of_outer_joins_are_executed_once_though_an_inner_wait_took_one_of_them() => PoolTest.Run(1, pool => pool.Install(() =>
    {
        var order = new List<string>();
        Par.Join(
            () =>
            {
                Par.Join(
                    () =>
                    {
                        while (Par.YieldNow() == YieldOutcome.Executed && order.Count == 0)
                        {
                        }
                        order.Add("inner left");
                    },
                    () => order.Add("inner right"));
                order.Add("after inner");
            },
            () => order.Add("outer right"));
        Assert.Equal(["inner right", "inner left", "after inner", "outer right"], order);
    }));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Random_trees_give_what_a_sequential_run_gives(int size) => PoolTest.Run(size, pool =>
        Gen.Select(Gen.Int, Gen.Int[1, 12]).Sample(
            (seed, depth) =>
            {
                var job = new TreeJob { Seed = (uint)seed, Depth = depth };
                pool.Install(ref job);
                Assert.Equal(TreeJob.Sequential((uint)seed, depth), job.Sum);
                Assert.Equal(job.Sum, pool.Install(() => TreeJob.ByDelegates((uint)seed, depth)));
            },
            iter: 60,
            threads: 1));

    [Fact]
    public void Installing_into_an_idle_pool_never_loses_a_wake_up() => PoolTest.Run(2, pool =>
    {
        int ran = 0;
        for (int i = 0; i < 20_000; i++)
            pool.Install(() => { ran++; });
        Assert.Equal(20_000, ran);
    });

    [Fact]
    public void References_in_jobs_survive_a_compacting_collector_while_they_are_stolen() => PoolTest.Run(4, pool =>
    {
        bool stop = false;
        var collector = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
                // A collection stops every thread of the process, those of other tests too: one right after the other would let none of them on.
                Thread.Sleep(1);
            }
        })
        { IsBackground = true };
        collector.Start();
        try
        {
            for (int round = 0; round < 12; round++)
            {
                var job = new ReferenceJob { Name = $"root {round}", Depth = 9 };
                pool.Install(ref job);
                Assert.Equal(ReferenceJob.Expected(job.Name, 9), job.Text!.Length);
            }
        }
        finally
        {
            Volatile.Write(ref stop, true);
            collector.Join();
        }
    });

    private sealed class FibPair
    {
        public Fib Left;
        public Fib Right;
    }

    private readonly struct FibOracle(int n)
    {
        public int Run()
        {
            var job = new Fib(n);
            WorkerPool.Current!.Install(ref job);
            return job.Result;
        }
    }

    private struct Probe : IForkJob
    {
        public bool Migrated;
        public int Worker;
        public WorkerPool? Pool;

        public void Execute(ForkContext context)
        {
            Migrated = context.Migrated;
            Worker = context.WorkerIndex;
            Pool = context.Pool;
        }
    }

    /// <summary>A tree whose shape and values follow from its seed.</summary>
    private struct TreeJob : IForkJob
    {
        public uint Seed;
        public int Depth;
        public long Sum;

        public static long Sequential(uint seed, int depth)
        {
            if (IsLeaf(seed, depth))
                return seed;
            return (Sequential(Next(seed, 1), depth - 1) * 3) ^ Sequential(Next(seed, 2), depth - 1);
        }

        public static long ByDelegates(uint seed, int depth)
        {
            if (IsLeaf(seed, depth))
                return seed;
            (long left, long right) = Par.Join(() => ByDelegates(Next(seed, 1), depth - 1), () => ByDelegates(Next(seed, 2), depth - 1));
            return (left * 3) ^ right;
        }

        public void Execute(ForkContext context)
        {
            if (IsLeaf(Seed, Depth))
            {
                Sum = Seed;
                return;
            }
            var left = new TreeJob { Seed = Next(Seed, 1), Depth = Depth - 1 };
            var right = new TreeJob { Seed = Next(Seed, 2), Depth = Depth - 1 };
            context.Join(ref left, ref right);
            Sum = (left.Sum * 3) ^ right.Sum;
        }

        private static bool IsLeaf(uint seed, int depth) => depth == 0 || seed % 7 == 0;

        private static uint Next(uint seed, uint branch) => ((seed * 2654435761u) + branch) ^ (seed >> 13);
    }

    private struct ReferenceJob : IForkJob
    {
        public string Name;
        public int Depth;
        public string? Text;

        public static int Expected(string name, int depth) =>
            depth == 0 ? name.Length : Expected(name + "l", depth - 1) + Expected(name + "r", depth - 1);

        public void Execute(ForkContext context)
        {
            if (Depth == 0)
            {
                Text = new string('x', Name.Length);
                return;
            }
            var left = new ReferenceJob { Name = Name + "l", Depth = Depth - 1 };
            var right = new ReferenceJob { Name = Name + "r", Depth = Depth - 1 };
            context.Join(ref left, ref right);
            Text = left.Text + right.Text;
        }
    }
}

/// <summary>The naive Fibonacci number, as a struct job.</summary>
internal struct Fib(int n) : IForkJob
{
    public int Result { get; private set; }

    public void Execute(ForkContext context)
    {
        if (n < 2)
        {
            Result = n;
            return;
        }
        var left = new Fib(n - 1);
        var right = new Fib(n - 2);
        context.Join(ref left, ref right);
        Result = left.Result + right.Result;
    }
}
