using System.Runtime.CompilerServices;

namespace Fearless.Tests.Parallel;

public class JoinFailureTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_left_throws_is_rethrown_as_it_was_after_right_ran(bool stolen) => InPool(stolen, join =>
    {
        bool rightRan = false;
        var thrown = new IOException("left");
        var caught = Assert.Throws<IOException>(() => join(() => ThrowFromUserCode(thrown), () => rightRan = true));
        Assert.Same(thrown, caught);
        Assert.True(rightRan);
        Assert.Contains(nameof(ThrowFromUserCode), caught.StackTrace, StringComparison.Ordinal);
        Assert.Empty(caught.GetSuppressed());
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_right_throws_is_rethrown_as_it_was_after_left_ran(bool stolen) => InPool(stolen, join =>
    {
        bool leftRan = false;
        var thrown = new IOException("right");
        var caught = Assert.Throws<IOException>(() => join(() => leftRan = true, () => ThrowFromUserCode(thrown)));
        Assert.Same(thrown, caught);
        Assert.True(leftRan);
        Assert.Contains(nameof(ThrowFromUserCode), caught.StackTrace, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void When_both_throw_left_wins_and_right_hangs_on_it(bool stolen) => InPool(stolen, join =>
    {
        var left = new IOException("left");
        var right = new TimeoutException("right");
        var caught = Assert.Throws<IOException>(() => join(() => ThrowFromUserCode(left), () => ThrowFromUserCode(right)));
        Assert.Same(left, caught);
        Assert.Same(right, Assert.Single(caught.GetSuppressed()));
        Assert.Contains(nameof(ThrowFromUserCode), caught.StackTrace, StringComparison.Ordinal);
        Assert.Contains(nameof(ThrowFromUserCode), right.StackTrace, StringComparison.Ordinal);
    });

    [Fact]
    public void An_exception_that_both_throw_does_not_hang_on_itself() => PoolTest.Run(1, pool => pool.Install(() =>
    {
        var both = new IOException();
        Assert.Same(both, Assert.Throws<IOException>(() => Par.Join(() => throw both, () => throw both)));
        Assert.Empty(both.GetSuppressed());
    }));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Failures_at_every_leaf_of_a_tree_are_all_reached_from_the_one_that_is_rethrown(int size) => PoolTest.Run(size, pool =>
    {
        const int Depth = 7;
        int leaves = 0;
        var caught = Assert.Throws<IOException>(() => pool.Install(() => Branch(0, 0)));
        Assert.Equal(1 << Depth, leaves);
        var all = new HashSet<string>();
        Collect(caught);
        Assert.Equal(1 << Depth, all.Count);
        Assert.Equal("0", caught.Message);
        Assert.Equal(1, pool.Install(() => Par.Join(() => 1, () => 2)).Left);

        void Branch(int depth, int path)
        {
            if (depth == Depth)
            {
                Interlocked.Increment(ref leaves);
                throw new IOException($"{path}");
            }
            Par.Join(() => Branch(depth + 1, path * 2), () => Branch(depth + 1, (path * 2) + 1));
        }

        void Collect(Exception exception)
        {
            Assert.True(all.Add(exception.Message));
            foreach (Exception further in exception.GetSuppressed())
                Collect(further);
        }
    });

    [Fact]
    public void A_job_that_fails_outside_every_pool_is_rethrown_to_the_caller() => PoolTest.Guard(() =>
    {
        var caught = Assert.Throws<IOException>(static () => Par.Join(
            static () => ThrowFromUserCode(new IOException("left")), static () => ThrowFromUserCode(new TimeoutException("right"))));
        Assert.IsType<TimeoutException>(Assert.Single(caught.GetSuppressed()));
        Assert.Contains(nameof(ThrowFromUserCode), caught.StackTrace, StringComparison.Ordinal);
    });

    private static void InPool(bool stolen, Action<Action<Action, Action>> test) => PoolTest.Run(2, pool => pool.Install(() => test((left, right) =>
    {
        if (!stolen)
        {
            using var hold = new Occupied(pool);
            Par.Join(left, right);
            return;
        }

        using var taken = new ManualResetEventSlim();
        Par.Join(
            context =>
            {
                PoolTest.PollUntil(context, taken);
                left();
                return 0;
            },
            context =>
            {
                taken.Set();
                right();
                return 0;
            });
    })));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowFromUserCode(Exception exception) => throw exception;

    /// <summary>Keeps the other worker of a pool of two busy, so that nobody takes a fork.</summary>
    private sealed class Occupied : IDisposable
    {
        private readonly ManualResetEventSlim _release = new();
        private readonly JobHandle _job;

        public Occupied(WorkerPool pool)
        {
            using var started = new ManualResetEventSlim();
            _job = pool.Spawn(() =>
            {
                started.Set();
                PoolTest.Await(_release, "the worker is let go");
            });
            PoolTest.Await(started, "the other worker takes the job");
        }

        public void Dispose()
        {
            _release.Set();
            _job.Join();
            _release.Dispose();
        }
    }
}
