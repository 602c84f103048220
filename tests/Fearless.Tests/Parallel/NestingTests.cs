using Fearless.Scheduling;

namespace Fearless.Tests.Parallel;

/// <summary>What blocks inside of what blocks, and what joins what joins.</summary>
public class NestingTests
{
    [Fact]
    public void A_fork_inside_a_blocking_call_is_shared_when_another_blocks_inside_it() => PoolTest.Run(1, pool => pool.Install(() =>
    {
        using var forked = new ManualResetEventSlim();
        Par.Blocking(() => Par.Join(() => Par.Blocking(() => PoolTest.Await(forked, "a spare takes the fork")), forked.Set));
    }));

    [Fact]
    public void A_worker_that_blocks_inside_blocking_calls_gets_one_spare() => PoolTest.Run(1, pool => pool.Install(() =>
    {
        using var started = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        Par.Blocking(() => Par.Blocking(() => Par.Blocking(() =>
        {
            JobHandle first = pool.Spawn(() =>
            {
                started.Set();
                PoolTest.Await(release, "the test lets the job go on");
            });
            PoolTest.Await(started, "a spare is busy");
            JobHandle second = pool.Spawn(static () => { });
            Assert.Equal(2, pool.Scheduler.Workers.Length);
            release.Set();
            PoolTest.Until(() => first.IsCompleted && second.IsCompleted, "the spare executes both");
        })));
    }));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_long_chain_of_jobs_that_join_each_other_ends(int size) =>
        PoolTest.Run(new WorkerPoolOptions { Size = size, StackSize = 512 << 10 }, pool => Chain(pool, 5000, static previous => previous.Join()));

    [Fact]
    public void A_chain_of_jobs_that_join_each_other_below_large_frames_does_not_overflow_small_stacks() =>
        PoolTest.Run(new WorkerPoolOptions { Size = 1, StackSize = 512 << 10 }, pool => Chain(pool, 200, static previous => BroadcastTests.Deep(1, () =>
        {
            previous.Join();
            return 0;
        })));

    [Fact]
    public void As_many_spares_as_block_at_once_are_made_and_end_with_the_pool()
    {
        const int Size = 6;
        for (int round = 0; round < 20; round++)
        {
            PoolTest.Run(Size, static pool =>
            {
                using var together = new CountdownEvent(Size);
                using var all = new CountdownEvent(2 * Size);
                JobHandle[] jobs = [.. Enumerable.Range(0, 2 * Size).Select(i => pool.Spawn(() =>
                {
                    if (i < Size)
                    {
                        together.Signal();
                        PoolTest.Until(() => together.IsSet, "every worker is about to block");
                    }
                    all.Signal();
                    Par.Blocking(() => PoolTest.Until(() => all.IsSet, "a spare stands in for each worker"));
                }))];
                foreach (JobHandle job in jobs)
                    job.Join();
            });
        }
    }

    [Fact]
    public void When_no_spare_is_left_waiting_workers_execute_what_there_is() => PoolTest.Run(new WorkerPoolOptions { Size = 1, StackSize = 256 << 10 }, pool =>
    {
        // Each job waits for the next, which another worker has begun: one more level than there are workers and spares.
        int begun = 0;
        pool.Install(() => Nest(300));
        Assert.Equal(300, begun);

        void Nest(int depth)
        {
            if (depth == 0)
                return;
            using var started = new ManualResetEventSlim();
            Worker waiting = Worker.Current!;
            JobHandle next = pool.Spawn(() =>
            {
                Interlocked.Increment(ref begun);
                started.Set();
                // So that someone must wake it for what is queued next.
                PoolTest.Until(() => waiting.Sleeper.State == WorkerState.Blocked, "the worker that waits for this job sleeps");
                Nest(depth - 1);
            });
            Par.Blocking(() => PoolTest.Await(started, "a spare, or a worker that waits, takes the job"));
            next.Join();
        }
    });

    [Fact]
    public void Once_spares_are_free_again_a_waiting_frame_is_left_alone() => PoolTest.Run(new WorkerPoolOptions { Size = 1, StackSize = 256 << 10 }, pool =>
    {
        using (var signal = new ManualResetEventSlim())
        {
            int blocked = 0;
            JobHandle[] jobs = [.. Enumerable.Range(0, 257).Select(_ => pool.Spawn(() =>
            {
                Interlocked.Increment(ref blocked);
                Par.Blocking(() => PoolTest.Await(signal, "all jobs block"));
            }))];
            PoolTest.Until(() => Volatile.Read(ref blocked) == jobs.Length, "the worker and every spare block");
            PoolTest.Until(() => pool.Scheduler.SpareIsNeeded, "one more blocks than there are spares");
            JobHandle oneMore = pool.Spawn(static () => { });
            PoolTest.Until(() => pool.Scheduler.MustHelpOut, "the pool has found out that there is none");
            signal.Set();
            foreach (JobHandle job in jobs)
                job.Join();
            oneMore.Join();
        }
        PoolTest.Until(() => pool.Scheduler.Workers.Skip(1).All(static spare => spare.Sleeper.State == WorkerState.Retired), "the spares retire");

        var gate = new Lock();
        int entered = 0;
        using var all = new CountdownEvent(50);
        PoolTest.Run(1, elsewhere => pool.Install(() =>
        {
            lock (gate)
            {
                for (int i = 0; i < 50; i++)
                {
                    pool.Spawn(() =>
                    {
                        if (gate.IsHeldByCurrentThread)
                            Interlocked.Increment(ref entered);
                        all.Signal();
                    });
                }
                elsewhere.Install(() => PoolTest.Until(() => all.IsSet, "a spare executes the jobs"));
            }
        }));
        Assert.Equal(0, entered);
    });

    private static void Chain(WorkerPool pool, int length, Action<JobHandle> join)
    {
        int ran = 0;
        JobHandle last = pool.Install(() =>
        {
            JobHandle previous = pool.Spawn(() => { Interlocked.Increment(ref ran); });
            for (int i = 1; i < length; i++)
            {
                JobHandle link = previous;
                previous = pool.Spawn(() =>
                {
                    join(link);
                    Interlocked.Increment(ref ran);
                });
            }
            return previous;
        });
        last.Join();
        Assert.Equal(length, ran);
    }
}
