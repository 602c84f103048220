using Fearless.Channels;
using Fearless.Tests.Parallel;
using static Fearless.Tests.Tasks.PoolBodies;

namespace Fearless.Tests.Tasks;

public class RunOnWorkersTests
{
    [Fact]
    public void Several_run_at_the_same_time() => PoolTest.Run(2, static pool =>
    {
        using var both = new Barrier(2);
        Executor.BlockOn(async () => await Future.All(Meet().RunOn(pool), Meet().RunOn(pool)));
#pragma warning disable CS1998 // It blocks where it should not, to see that the other one runs.
        async Future<bool> Meet() => both.SignalAndWait(PoolTest.Limit) ? true : throw new TimeoutException("The other one did not come.");
#pragma warning restore CS1998
    });

    [Fact]
    public void It_may_fork() => PoolTest.Run(2, static pool => Executor.BlockOn(async () =>
    {
        Assert.Equal(4950, await Sum().RunOn(pool));
#pragma warning disable CS1998 // It computes.
        static async Future<int> Sum() => Enumerable.Range(0, 100).ToArray().Par().Sum();
#pragma warning restore CS1998
    }));

    [Fact]
    public void What_runs_on_top_of_it_by_chance_is_in_no_executor() => PoolTest.Run(1, static pool => Executor.BlockOn(async () =>
    {
        Assert.Equal((true, 3), await Yielding(pool).RunOn(pool));

        static async Future<(bool, int)> Yielding(WorkerPool pool)
        {
            (bool isOutside, int result) = (false, 0);
            JobHandle job = pool.Spawn(() =>
            {
                isOutside = SynchronizationContext.Current is null;
                result = Executor.BlockOn(static async () =>
                {
                    await Executor.Yield();
                    return 3;
                });
            });
            Par.YieldNow();
            job.Join();
            await Executor.Yield();
            return (isOutside, result);
        }
    }));

    [Fact]
    public void One_that_is_always_ready_lets_others_run() => PoolTest.Run(1, static pool => Executor.BlockOn(async () =>
    {
        bool isOver = false;
        await TaskScope.RunAsync(async scope =>
        {
            _ = scope.Spawn(Spin().RunOn(pool));
            await Stop().RunOn(pool);
        });

        async Future Spin()
        {
            while (!Volatile.Read(ref isOver))
                await Executor.Yield();
        }

        async Future Stop()
        {
            await Executor.Delay(TimeSpan.FromMilliseconds(1));
            Volatile.Write(ref isOver, true);
        }
    }));

    [Fact]
    public void A_worker_that_blocks_on_an_executor_is_replaced_for_what_that_runs_on_its_pool() => PoolTest.Run(1, static pool =>
        Assert.Equal(42, pool.Install(() => Executor.BlockOn(async () => await On(pool).RunOn(pool)))));

    [Fact]
    public void Messages_go_from_one_to_another_and_back() => PoolTest.Run(2, static pool =>
    {
        const int Messages = 5_000;
        (Sender<int> requests, Receiver<int> asked) = Channel.Bounded<int>(1);
        (Sender<int> answers, Receiver<int> answered) = Channel.Bounded<int>(1);
        long sum = Executor.BlockOn(async () =>
        {
            (long asking, long answering) = await Future.Zip(Ask().RunOn(pool), Answer().RunOn(pool));
            Assert.Equal(asking, answering * 2);
            return asking;
        });
        Assert.Equal((long)Messages * (Messages - 1), sum);

        async Future<long> Ask()
        {
            long total = 0;
            for (int message = 0; message < Messages; message++)
            {
                await requests.SendAsync(message);
                total += await answered.ReceiveAsync();
            }
            requests.Dispose();
            return total;
        }

        async Future<long> Answer()
        {
            long total = 0;
            await foreach (int request in asked)
            {
                total += request;
                await answers.SendAsync(request * 2);
            }
            return total;
        }
    });

    [Fact]
    public void A_job_of_the_pool_is_not_kept_waiting_by_loops_that_wake_each_other() => PoolTest.Run(1, static pool =>
    {
        (Sender<int> requests, Receiver<int> asked) = Channel.Bounded<int>(1);
        (Sender<int> answers, Receiver<int> answered) = Channel.Bounded<int>(1);
        bool isDone = false;
        int rounds = 0;
        Executor.BlockOn(async () => await Future.Zip(Ask().RunOn(pool), Answer().RunOn(pool)));
        Assert.InRange(rounds, 20, 50);

        async Future<int> Ask()
        {
            for (; !Volatile.Read(ref isDone); rounds++)
            {
                // By now the two only ever wake each other.
                if (rounds == 20)
                    _ = pool.Spawn(() => Volatile.Write(ref isDone, true));
                await requests.SendAsync(0);
                await answered.ReceiveAsync();
            }
            requests.Dispose();
            return 0;
        }

        async Future<int> Answer()
        {
            await foreach (int request in asked)
                await answers.SendAsync(request);
            return 0;
        }
    });

    [Fact]
    public void One_that_a_job_wakes_does_not_wait_for_the_end_of_the_job() => PoolTest.Run(2, static pool =>
    {
        (Sender<int> sender, Receiver<int> receiver) = Channel.Unbounded<int>();
        using var isReceived = new ManualResetEventSlim();
        Executor.BlockOn(async () => await TaskScope.RunAsync(async scope =>
        {
            _ = scope.Spawn(Receive().RunOn(pool));
            await Executor.Delay(TimeSpan.FromMilliseconds(20));
            await pool.RunAsync(() =>
            {
                sender.Send(1);
                PoolTest.Await(isReceived, "it is received");
            });
        }));
        GC.KeepAlive(sender);

        async Future Receive()
        {
            await receiver.ReceiveAsync();
            isReceived.Set();
        }
    });

    [Fact]
    public void One_that_is_woken_by_whoever_blocks_runs_meanwhile() => PoolTest.Run(1, static pool =>
    {
        (Sender<int> sender, Receiver<int> receiver) = Channel.Unbounded<int>();
        using var isReceived = new ManualResetEventSlim();
        Executor.BlockOn(async () => await TaskScope.RunAsync(async scope =>
        {
            _ = scope.Spawn(Receive().RunOn(pool));
            await Executor.Delay(TimeSpan.FromMilliseconds(20));
            await Block().RunOn(pool);
        }));
        GC.KeepAlive(sender);

        async Future Receive()
        {
            await receiver.ReceiveAsync();
            isReceived.Set();
        }

#pragma warning disable CS1998 // It blocks.
        async Future Block() => Par.Blocking(() =>
        {
            sender.Send(1);
            PoolTest.Await(isReceived, "it is received");
        });
#pragma warning restore CS1998
    });
}
