using System.Runtime.CompilerServices;
using Fearless.Scheduling;

namespace Fearless.Tests.Parallel;

public class DepthGuardTests
{
    [Fact]
    public void Workers_that_wait_deep_in_small_stacks_do_not_overflow_them() =>
        PoolTest.Run(new WorkerPoolOptions { Size = 3, StackSize = 256 << 10 }, pool =>
        {
            int ran = 0;
            // Each job waits for others below a large frame; executing them on top of each other would need megabytes.
            pool.Scope(scope =>
            {
                for (int i = 0; i < 200; i++)
                    scope.Spawn(() => Node(4));
            });
            Assert.Equal(200 * 5, ran);

            void Node(int depth) => BroadcastTests.Deep(1, () =>
            {
                Interlocked.Increment(ref ran);
                if (depth > 0)
                    Par.Scope(inner => inner.Spawn(() => Node(depth - 1)));
                return 0;
            });
        });

    [Fact]
    public void A_worker_that_would_nest_waits_beyond_its_stack_blocks_and_spares_go_on() =>
        PoolTest.Run(new WorkerPoolOptions { Size = 1, StackSize = 256 << 10 }, pool => pool.Install(() =>
        {
            // The oldest job is the last that the worker gets to, and every other one waits for it, each below a large frame of the one before.
            int ran = 0;
            JobHandle oldest = pool.Spawn(() => { Interlocked.Increment(ref ran); });
            JobHandle<int>[] waiting = [.. Enumerable.Range(0, 100).Select(_ => pool.Spawn(() => BroadcastTests.Deep(1, () =>
            {
                oldest.Join();
                return Interlocked.Increment(ref ran);
            })))];
            foreach (JobHandle<int> handle in waiting)
                handle.Join();
            Assert.Equal(101, ran);
        }));

    [Fact]
    public void Stolen_joins_with_large_frames_do_not_overflow_small_stacks() =>
        PoolTest.Run(new WorkerPoolOptions { Size = 4, StackSize = 256 << 10 }, pool =>
        {
            Assert.Equal(1 << 12, pool.Install(() => Tree(12)));

            static int Tree(int depth)
            {
                if (depth == 0)
                    return BroadcastTests.Deep(1, static () => 1);
                (int left, int right) = Par.Join(depth - 1, Tree, Tree);
                return left + right;
            }
        });

    [Fact]
    public void A_job_that_spawns_its_successor_inside_a_join_does_not_nest_without_end() =>
        PoolTest.Run(new WorkerPoolOptions { Size = 2, StackSize = 256 << 10 }, pool =>
        {
            const int Length = 3000;
            using var done = new ManualResetEventSlim();
            int ran = 0;
            pool.Spawn(() => Next(1));
            PoolTest.Await(done, "the last job of the chain ran");
            Assert.Equal(Length, ran);

            void Next(int number) => BroadcastTests.Deep(0, () =>
            {
                Interlocked.Increment(ref ran);
                Par.Join(
                    () =>
                    {
                        if (number < Length)
                            Par.Spawn(() => Next(number + 1));
                        else
                            done.Set();
                    },
                    static () => { });
                return 0;
            });
        });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Forks_deeper_than_the_fork_stack_run_inline_and_give_right_results(int size) =>
        PoolTest.Run(new WorkerPoolOptions { Size = size, StackSize = 64 << 20 }, pool =>
        {
            const int Depth = ForkStack.MaxDepth + 1000;
            var job = new LeftSpine { Depth = Depth };
            pool.Install(ref job);
            Assert.Equal(Depth + 1, job.Sum);
        });

    [Fact]
    public unsafe void Failures_beyond_the_fork_stack_follow_the_same_rules() => PoolTest.Run(1, pool => pool.Install(() =>
    {
        Worker worker = Worker.Current!;
        // As if so many forks were open; an exception through as many real frames takes seconds.
        ref ForkStack forks = ref worker.Forks;
        forks.Top += ForkStack.MaxDepth;
        forks.FirstPrivate += ForkStack.MaxDepth;
        try
        {
            bool ran = false;
            Assert.Throws<IOException>(() => Par.Join(static () => throw new IOException(), () => { ran = true; }));
            Assert.True(ran);
            Assert.Throws<IOException>(static () => Par.Join(static () => { }, static () => throw new IOException()));
            var both = Assert.Throws<IOException>(static () => Par.Join(static () => throw new IOException(), static () => throw new TimeoutException()));
            Assert.IsType<TimeoutException>(Assert.Single(both.GetSuppressed()));
        }
        finally
        {
            forks.Top -= ForkStack.MaxDepth;
            forks.FirstPrivate -= ForkStack.MaxDepth;
        }
    }));

    private struct LeftSpine : IForkJob
    {
        public int Depth;
        public long Sum;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Execute(ForkContext context)
        {
            Assert.InRange(Worker.Current!.Forks.Depth, 0, ForkStack.MaxDepth);
            if (Depth == 0)
            {
                Sum = 1;
                return;
            }
            var left = new LeftSpine { Depth = Depth - 1 };
            var right = new LeftSpine { Depth = 0 };
            context.Join(ref left, ref right);
            Sum = left.Sum + right.Sum;
        }
    }
}
