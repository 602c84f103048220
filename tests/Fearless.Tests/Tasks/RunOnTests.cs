using Fearless.Channels;
using Fearless.Tests.Parallel;
using Fearless.Tests.Threads;

namespace Fearless.Tests.Tasks;

public class RunOnTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void It_runs_on_a_worker_and_gives_its_result(int size) => PoolTest.Run(size, static pool =>
        Assert.Equal(42, Executor.BlockOn(async () =>
        {
            Thread caller = Thread.CurrentThread;
            int result = await On(pool).RunOn(pool);
            Assert.Same(caller, Thread.CurrentThread);
            return result;
        })));

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
    public void What_it_starts_inside_runs_one_thing_at_a_time() => PoolTest.Run(4, static pool =>
        Assert.Equal(8 * 300, Executor.BlockOn(async () => await Count().RunOn(pool))));

    [Fact]
    public void Its_failure_is_thrown_where_it_is_awaited_and_cancels_the_siblings() => PoolTest.Run(2, static pool => Executor.BlockOn(async () =>
    {
        var log = new List<string>();
        await FutureTests.Throws<IOException>(() => TaskScope.RunAsync(async scope =>
        {
            _ = scope.Spawn(Sleep(log).RunOn(pool));
            await Executor.Delay(TimeSpan.FromMilliseconds(5));
            await Fail().RunOn(pool);
        }));
        Assert.Equal(["cleaned up"], log);
    }));

    [Fact]
    public void Cancelling_whoever_awaits_it_cancels_and_joins_it() => PoolTest.Run(2, static pool => Executor.BlockOn(async () =>
    {
        var log = new List<string>();
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle with = scope.Spawn(Sleep(log).RunOn(pool));
            TaskHandle without = scope.Spawn(SleepSimply().RunOn(pool));
            await Executor.Delay(TimeSpan.FromMilliseconds(5));
            Assert.True(await with.CancelAsync());
            Assert.Equal(["cleaned up"], log);
            Assert.True(await without.CancelAsync());
        });
    }));

    [Fact]
    public void One_that_is_cancelled_at_once_ends_though_it_may_never_have_begun() => PoolTest.Run(1, static pool => Executor.BlockOn(async () =>
    {
        for (int round = 0; round < 200; round++)
        {
            await TaskScope.RunAsync(async scope =>
            {
                TaskHandle handle = scope.Spawn(SleepSimply().RunOn(pool));
                for (int yields = round % 3; yields > 0; yields--)
                    await Executor.Yield();
                Assert.True(await handle.CancelAsync());
            });
        }
    }));

    [Fact]
    public void A_result_that_came_before_the_cancellation_is_kept() => PoolTest.Run(1, static pool => Executor.BlockOn(async () =>
    {
        int kept = 0;
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle<int> handle = scope.Spawn(Stubborn().RunOn(pool));
            await Executor.Delay(TimeSpan.FromMilliseconds(2));
            handle.Cancel();
            try
            {
                kept = await handle;
            }
            catch (OperationCanceledException)
            {
                kept = -1;
            }
        });
        Assert.Equal(7, kept);

        static async Future<int> Stubborn()
        {
            await Executor.Delay(TimeSpan.FromMilliseconds(20)).AsFuture().Shield();
            return 7;
        }
    }));

    [Fact]
    public void A_time_that_is_over_cancels_it() => PoolTest.Run(1, static pool => Executor.BlockOn(async () =>
    {
        var log = new List<string>();
        await FutureTests.Throws<TimeoutException>(async () => await Sleep(log).RunOn(pool).WithTimeout(TimeSpan.FromMilliseconds(5)));
        Assert.Equal(["cleaned up"], log);
        await FutureTests.Throws<TimeoutException>(async () => await Sleep(log).WithTimeout(TimeSpan.FromMilliseconds(5)).RunOn(pool));
        Assert.Equal(["cleaned up", "cleaned up"], log);
    }));

    [Fact]
    public void Sleepers_wake_in_the_order_of_their_times() => PoolTest.Run(2, static pool => Executor.BlockOn(async () =>
    {
        var order = new List<int>();
        await TaskScope.RunAsync(async scope =>
        {
            foreach (int milliseconds in new[] { 60, 20, 40, 1 })
                _ = scope.Spawn(After(milliseconds));
            await Executor.Yield();
        });
        Assert.Equal([1, 20, 40, 60], order);

        async Future After(int milliseconds)
        {
            await SleepFor(milliseconds).RunOn(pool);
            order.Add(milliseconds);
        }

        static async Future SleepFor(int milliseconds)
        {
            long start = TimeProvider.System.GetTimestamp();
            await Executor.Delay(TimeSpan.FromMilliseconds(milliseconds));
            Assert.True(TimeProvider.System.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(milliseconds));
        }
    }));

    [Fact]
    public void Its_timers_follow_the_executor_s_clock() => PoolTest.Run(2, static pool =>
    {
        var clock = new JumpingClock();
        Executor.BlockOn(async () => await Nap().RunOn(pool), clock);
        Assert.True(clock.Elapsed >= TimeSpan.FromDays(3), $"Only {clock.Elapsed} have passed.");

        static async Future Nap()
        {
            await Executor.Delay(TimeSpan.FromHours(1));
            await Executor.Delay(TimeSpan.FromDays(3) - TimeSpan.FromHours(1));
        }
    });

    [Fact]
    public void Ordinary_asynchronous_code_comes_back_to_it_after_each_await() => PoolTest.Run(4, static pool =>
        Assert.Equal(8 * 100, Executor.BlockOn(async () => await CountOrdinarily().RunOn(pool))));

    [Fact]
    public void It_may_start_others_of_its_kind() => PoolTest.Run(2, static pool =>
        Assert.Equal(1 << 8, Executor.BlockOn(async () => await Leaves(8, pool).RunOn(pool))));

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
    public void Ambient_values_come_with_it_and_do_not_come_back() => PoolTest.Run(1, static pool =>
    {
        var ambient = new AsyncLocal<string> { Value = "outer" };
        Executor.BlockOn(async () =>
        {
            ambient.Value = "caller";
            await Read().RunOn(pool);
            await Executor.Yield();
        });
        Assert.Equal("outer", ambient.Value);

        async Future Read()
        {
            Assert.Equal("caller", ambient.Value);
            ambient.Value = "inner";
            await Executor.Yield();
            Assert.Equal("caller", ambient.Value);
        }
    });

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
    public void A_scope_and_a_handle_stay_with_their_loop() => PoolTest.Run(1, static pool => Executor.BlockOn(async () =>
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle<int> handle = scope.Spawn(On(null));
            await FutureTests.Throws<InvalidOperationException>(() => SpawnIn(scope).RunOn(pool));
            await FutureTests.Throws<InvalidOperationException>(() => Await(handle).RunOn(pool));

            static async Future SpawnIn(TaskScope scope) => await scope.Spawn(On(null));

            static async Future Await(TaskHandle<int> handle) => await handle;
        })));

    [Fact]
    public void Bad_calls_are_told_so()
    {
        var pool = new WorkerPool(1);
        pool.Dispose();
        Blocking.On(async () =>
        {
            Assert.Throws<ArgumentNullException>("pool", static () => On(null).RunOn(null!));
            Assert.Throws<InvalidOperationException>(static () => default(Future<int>).RunOn(WorkerPool.Default));
            await FutureTests.Throws<ObjectDisposedException>(async () => await On(null).RunOn(pool));
            Future<int> future = On(null);
            await future;
            await FutureTests.Throws<InvalidOperationException>(async () => await future.RunOn(WorkerPool.Default));
        });
    }

    [Fact]
    public void A_pool_is_disposed_when_what_runs_on_it_has_ended()
    {
        var pool = new WorkerPool(1);
        bool hasEnded = false;
        var disposing = new Thread(pool.Dispose);
        Patience.Ends(() => Executor.BlockOn(async () => await TaskScope.RunAsync(async scope =>
        {
            TaskHandle handle = scope.Spawn(Long().RunOn(pool));
            await Executor.Delay(TimeSpan.FromMilliseconds(2));
            disposing.Start();
            await handle;
            Assert.True(hasEnded);
        })));
        Patience.Ends(disposing.Join);

        async Future Long()
        {
            await Executor.Delay(TimeSpan.FromMilliseconds(30));
            Volatile.Write(ref hasEnded, true);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    public void Thousands_with_cancels_timeouts_and_failures_leave_nothing_behind(int seed, int size) => PoolTest.Run(size, pool =>
    {
        var random = new Random(seed);
        int begun = 0;
        int cleanedUp = 0;
        Executor.BlockOn(async () => await TaskScope.RunAsync(async scope =>
        {
            var handles = new List<TaskHandle>();
            for (int task = 0; task < 3_000; task++)
            {
                handles.Add(scope.Spawn(Guarded(random.Next())));
                if (random.Next(8) == 0)
                    await Executor.Yield();
                if (random.Next(3) == 0)
                    handles[^random.Next(1, Math.Min(20, handles.Count) + 1)].Cancel();
            }
        }));
        Assert.True(begun > 500, $"Only {begun} have begun.");
        Assert.Equal(begun, cleanedUp);

        async Future Guarded(int taskSeed)
        {
            try
            {
                await Act(new Random(taskSeed)).RunOn(pool).WithTimeout(TimeSpan.FromMilliseconds(1 + (taskSeed % 20)));
            }
            catch (Exception exception) when (exception is IOException or TimeoutException)
            {
                // As it should.
            }
        }

        async Future Act(Random own)
        {
            Interlocked.Increment(ref begun);
            try
            {
                for (int step = own.Next(6); step > 0; step--)
                {
                    switch (own.Next(5))
                    {
                        case 0:
                            await Executor.Yield();
                            break;
                        case 1:
                            await Executor.Delay(TimeSpan.FromTicks(own.Next(20_000)));
                            break;
                        case 2:
                            await Task.Yield();
                            break;
                        case 3 when own.Next(4) == 0:
                            throw new IOException();
                        default:
                            await TaskScope.RunAsync(async inner =>
                            {
                                _ = inner.Spawn(SleepSimply().WithoutCancellation());
                                await Executor.Yield();
                                inner.Cancel();
                            }).WithoutCancellation();
                            break;
                    }
                }
            }
            finally
            {
                Interlocked.Increment(ref cleanedUp);
            }
        }
    });

    private static async Future<int> On(WorkerPool? pool)
    {
        for (int round = 0; round < 3; round++)
        {
            Assert.Equal(pool is not null, pool?.CurrentWorkerIndex is not null);
            await Executor.Yield();
            await Executor.Delay(TimeSpan.FromMilliseconds(1));
        }
        return 42;
    }

    private static async Future Fail()
    {
        await Executor.Yield();
        throw new IOException();
    }

    private static async Future Sleep(List<string> log)
    {
        try
        {
            await Executor.Delay(Timeout.InfiniteTimeSpan);
        }
        finally
        {
            log.Add("cleaned up");
        }
    }

    private static async Future SleepSimply() => await Executor.Delay(TimeSpan.FromHours(1));

    private static async Future<int> Count()
    {
        int count = 0;
        await TaskScope.RunAsync(async scope =>
        {
            for (int task = 0; task < 8; task++)
                _ = scope.Spawn(Increment());
            await Executor.Yield();
        });
        return count;

        async Future Increment()
        {
            for (int time = 0; time < 300; time++)
            {
                int seen = count;
                if (time % 10 == 0)
                    Thread.SpinWait(10);
                count = seen + 1;
                if (time % 50 == 0)
                    await Executor.Delay(TimeSpan.FromTicks(time));
                else
                    await Executor.Yield();
            }
        }
    }

    private static async Future<int> CountOrdinarily()
    {
        int count = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Increment()));
        return count;

        async Task Increment()
        {
            for (int time = 0; time < 100; time++)
            {
                int seen = count;
                Thread.SpinWait(10);
                count = seen + 1;
                if (time % 2 == 0)
                    await Task.Yield();
                else
                    await Task.Run(static () => { });
            }
        }
    }

    private static async Future<int> Leaves(int depth, WorkerPool pool)
    {
        if (depth == 0)
            return 1;
        (int left, int right) = await Future.Zip(Leaves(depth - 1, pool).RunOn(pool), Leaves(depth - 1, pool).RunOn(pool));
        return left + right;
    }
}
