using Fearless.Tests.Parallel;
using Fearless.Tests.Threads;
using static Fearless.Tests.Tasks.PoolBodies;

namespace Fearless.Tests.Tasks;

public class RunOnEndingTests
{
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

    [Fact]
    public void A_clock_that_fails_is_a_failure_and_the_worker_goes_on() => PoolTest.Run(1, static pool =>
    {
        var failure = Assert.Throws<IOException>(() => Executor.BlockOn(async () => await SleepSimply().RunOn(pool), new ClockWithoutTimers()));
        Assert.Equal("No timers here.", failure.Message);
        Assert.Equal(5, pool.Install(static () => 5));
    });

    private static async Future Fail()
    {
        await Executor.Yield();
        throw new IOException();
    }

    [Fact]
    public void A_clock_that_fails_at_the_very_end_leaves_the_thread_and_the_pool_free() => PoolTest.Run(1, static pool =>
    {
        Assert.Throws<IOException>(() => Executor.BlockOn(async () => await Doze().RunOn(pool), new ClockWhoseTimersFailAtTheirEnd()));
        Executor.BlockOn(static async () => await Doze());

        static async Future Doze() => await Executor.Delay(TimeSpan.FromMilliseconds(1));
    });

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

    private sealed class ClockWhoseTimersFailAtTheirEnd : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new FailingTimer(base.CreateTimer(callback, state, dueTime, period));

        private sealed class FailingTimer(ITimer timer) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

            public void Dispose()
            {
                timer.Dispose();
                throw new IOException("It does not end.");
            }

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }

    private sealed class ClockWithoutTimers : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            throw new IOException("No timers here.");
    }
}
