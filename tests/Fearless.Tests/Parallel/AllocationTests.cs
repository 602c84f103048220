using System.Runtime.CompilerServices;
using Fearless.Scheduling;

namespace Fearless.Tests.Parallel;

public class AllocationTests
{
    [Fact]
    public void Forks_of_struct_jobs_allocate_nothing() => PoolTest.Run(1, pool => pool.Install(() =>
    {
        Assert.Equal(0, Measure(static () =>
        {
            var left = new Fib(10);
            var right = new Fib(11);
            Par.Join(ref left, ref right);
        }));
    }));

    [Fact]
    public void Forks_of_a_state_and_static_lambdas_allocate_nothing() => PoolTest.Run(1, pool => pool.Install(() =>
    {
        Assert.Equal(0, Measure(static () => FibByState(12)));
        Assert.Equal(0, Measure(static () => Par.Join("s", static s => s.Length, "t", static t => t)));
        Assert.Equal(0, Measure(static () => Par.Join("s", static _ => { }, static _ => { })));

        static int FibByState(int n)
        {
            if (n < 2)
                return n;
            (int left, int right) = Par.Join(n, static n => FibByState(n - 1), static n => FibByState(n - 2));
            return left + right;
        }
    }));

    [Fact]
    public void Closures_cost_at_most_their_own_bytes() => PoolTest.Run(1, pool => pool.Install(() =>
    {
        int number = Environment.CurrentManagedThreadId;
        long bare = Measure(() =>
        {
            int own = number;
            Use(() => own, () => own + 1);
        });
        long joined = Measure(() =>
        {
            int own = number;
            Par.Join(() => own, () => own + 1);
        });
        Assert.True(bare > 0);
        Assert.True(joined <= bare, $"{joined} bytes, {bare} without a join");

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Use(Func<int> left, Func<int> right)
        {
            left();
            right();
        }
    }));

    [Fact]
    public void In_compiled_code_closures_cost_what_they_capture_and_no_delegate() => PoolTest.Run(1, pool => pool.Install(() =>
    {
        // To compiled code it is a constant only once it was looked at, and what is below is compiled once.
        Assert.True(DelegateParts.AreKnown);
        long captured = Measure(static () => Use(new Captured { Number = 1 }));
        Assert.Equal(captured, Measure(static () => Functions(1)));
        Assert.Equal(captured, Measure(static () => Objects(1)));
        Assert.Equal(captured, Measure(static () => ObjectAndNumber(1)));
        Assert.Equal(captured, Measure(static () => Actions(1)));

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        static void Functions(int own) => Par.Join(() => own, () => own + 1L);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        static void Objects(int own) => Par.Join(() => own > 0 ? "more" : "less", () => own == 0 ? "none" : "some");

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        static void ObjectAndNumber(int own) => Par.Join(() => own > 0 ? "more" : "less", () => own);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        static void Actions(int own) => Par.Join(() => { own++; }, () => { });

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Use(Captured captured) => captured.Number++;
    }));

    [Fact]
    public void A_fork_that_was_promoted_and_taken_back_is_used_again() => PoolTest.Run(2, pool => pool.Install(() =>
    {
        using var release = new ManualResetEventSlim();
        using var held = new ManualResetEventSlim();
        JobHandle holder = pool.Spawn(() =>
        {
            held.Set();
            PoolTest.Await(release, "the test lets the other worker go");
        });
        PoolTest.Await(held, "the other worker is busy");
        long promotions = pool.Statistics.Promotions;
        long bytes = Measure(static () =>
        {
            var left = new Fib(0);
            var right = new Fib(1);
            Worker.Current!.WantPublish();
            Par.Join(ref left, ref right);
        });
        Assert.True(pool.Statistics.Promotions >= promotions + 1000);
        Assert.Equal(0, bytes);
        release.Set();
        holder.Join();
    }));

    [Fact]
    public void A_fork_that_was_promoted_and_taken_back_keeps_nothing_alive() => PoolTest.Run(2, pool =>
    {
        using var release = new ManualResetEventSlim();
        using var held = new ManualResetEventSlim();
        JobHandle holder = pool.Spawn(() =>
        {
            held.Set();
            PoolTest.Await(release, "the test lets the other worker go");
        });
        PoolTest.Await(held, "one worker is busy");
        WeakReference used = pool.Install(Promote);
        PoolTest.UntilCollected(() => !used.IsAlive, "what the fork used is collected");
        release.Set();
        holder.Join();

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Promote()
        {
            object used = new();
            Worker.Current!.WantPublish();
            Par.Join(used, static _ => { }, used, static _ => { });
            return new WeakReference(used);
        }
    });

    [Fact]
    public void A_worker_that_sleeps_and_wakes_leaves_nothing_behind() => PoolTest.Run(1, pool =>
    {
        Worker worker = pool.Scheduler.Workers[0];
        for (int i = 0; i < 50; i++)
        {
            long parks = pool.Statistics.Parks;
            pool.Install(static () => { });
            PoolTest.Until(() => pool.Statistics.Parks > parks, "the worker sleeps again");
        }
        Assert.InRange(worker.Ended.Count, 0, 1);
    });

    private static long Measure(Action action)
    {
        for (int i = 0; i < 200; i++)
            action();
        // The compiler may replace the code of a method in between, on this thread, and allocate for it: the least of a few runs counts.
        long least = long.MaxValue;
        for (int run = 0; run < 5; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
                action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }

    /// <summary>What the compiler makes of a closure that captures a number.</summary>
    private sealed class Captured
    {
        public int Number;
    }
}
