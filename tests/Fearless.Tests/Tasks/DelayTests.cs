using Fearless.Tests.Sync;
using Fearless.Tests.Threads;

namespace Fearless.Tests.Tasks;

public class DelayTests
{
    [Fact]
    public void Tasks_wake_in_the_order_of_their_times_on_the_given_clock()
    {
        var clock = new JumpingClock();
        var order = new List<int>();

        Blocking.On(
            async () =>
            {
                await TaskScope.RunAsync(async scope =>
                {
                    foreach (int hours in (int[])[5, 1, 4, 2, 3])
                        _ = scope.Spawn(Sleep(hours));
                    await Executor.Yield();
                });
            },
            clock);

        Assert.Equal([1, 2, 3, 4, 5], order);
        Assert.InRange(clock.Elapsed, TimeSpan.FromHours(5), TimeSpan.FromHours(5.1));

        async Future Sleep(int hours)
        {
            await Executor.Delay(TimeSpan.FromHours(hours));
            Assert.True(clock.Elapsed >= TimeSpan.FromHours(hours));
            order.Add(hours);
        }
    }

    [Fact]
    public void A_delay_never_ends_early()
    {
        long started = System.Diagnostics.Stopwatch.GetTimestamp();
        Blocking.On(static async () => await Executor.Delay(TimeSpan.FromMilliseconds(30)));
        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void A_delay_of_zero_lets_others_run_first() => Blocking.On(static async () =>
    {
        bool otherRan = false;
        await TaskScope.RunAsync(async scope =>
        {
            _ = scope.Spawn(Other());
            await Executor.Delay(TimeSpan.Zero);
            Assert.True(otherRan);
        });

        async Future Other()
        {
            otherRan = true;
            await Executor.Yield();
        }
    });

    [Fact]
    public void A_time_that_the_clock_cannot_express_is_never() => Blocking.On(static async () =>
    {
        await TaskScope.RunAsync(static async scope =>
        {
            TaskHandle handle = scope.Spawn(Sleep());
            await Executor.Yield();
            await Executor.Yield();
            Assert.False(handle.IsFinished);
            Assert.True(await handle.CancelAsync());
        });
        static async Future Sleep() => await Executor.Delay(TimeSpan.MaxValue);
    });

    [Fact]
    public void A_future_that_takes_too_long_is_cancelled_and_waited_for()
    {
        bool cleanedUp = false;
        var clock = new JumpingClock();

        Assert.Throws<TimeoutException>(() => Blocking.On(async () => await Slow().WithTimeout(TimeSpan.FromHours(1)), clock));

        Assert.True(cleanedUp);
        Assert.InRange(clock.Elapsed, TimeSpan.FromHours(1), TimeSpan.FromHours(1.1));

        async Future Slow()
        {
            try
            {
                await Executor.Delay(TimeSpan.FromHours(2));
            }
            finally
            {
                await Executor.Delay(TimeSpan.FromMinutes(1)).AsFuture().Shield();
                cleanedUp = true;
            }
        }
    }

    [Fact]
    public void A_future_that_is_in_time_gives_its_result_and_its_failure()
    {
        var clock = new JumpingClock();
        Blocking.On(
            static async () =>
            {
                Assert.Equal(3, await Quick().WithTimeout(TimeSpan.FromHours(1)));
                Assert.Equal(3, await Quick().WithTimeout(Timeout.InfiniteTimeSpan));
                await FutureTests.Throws<IOException>(static async () => await Fails().WithTimeout(TimeSpan.FromHours(1)));
            },
            clock);

        static async Future<int> Quick()
        {
            await Executor.Delay(TimeSpan.FromMinutes(1));
            return 3;
        }

        static async Future Fails()
        {
            await Executor.Delay(TimeSpan.FromMinutes(1));
            throw new IOException();
        }
    }

    [Fact]
    public void The_latest_deadline_of_a_scope_counts()
    {
        var clock = new JumpingClock();
        Blocking.On(
            async () =>
            {
                await TaskScope.RunAsync(async scope =>
                {
                    scope.CancelAfter(TimeSpan.FromHours(1));
                    scope.CancelAfter(TimeSpan.FromHours(3));
                    await Executor.Delay(TimeSpan.FromHours(2));
                    scope.CancelAfter(Timeout.InfiniteTimeSpan);
                    await Executor.Delay(TimeSpan.FromHours(9));
                });
            },
            clock);
        Assert.InRange(clock.Elapsed, TimeSpan.FromHours(11), TimeSpan.FromHours(11.1));
    }

    [Fact]
    public void A_clock_that_somebody_else_advances_wakes_the_executor()
    {
        var clock = new ManualClock();
        bool ended = false;
        var thread = new Thread(() => Executor.BlockOn(
            async () =>
            {
                await Executor.Delay(TimeSpan.FromHours(1));
                ended = true;
            },
            clock))
        { IsBackground = true };
        thread.Start();
        Patience.Until(() => clock.Armed == 1);
        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.False(thread.Join(10));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(thread.Join(Patience.Limit));
        Assert.True(ended);
        Assert.Equal(0, clock.Alive);
    }

    [Fact]
    public void Whatever_is_cancelled_leaves_no_timer_behind()
    {
        var clock = new JumpingClock();
        Blocking.On(
            static async () =>
            {
                await TaskScope.RunAsync(static async scope =>
                {
                    TaskHandle[] sleepers = [.. Enumerable.Range(0, 1000).Select(hour => scope.Spawn(Sleep(TimeSpan.FromHours(1 + hour))))];
                    await Executor.Yield();
                    foreach (TaskHandle sleeper in sleepers)
                        sleeper.Cancel();
                    scope.CancelAfter(TimeSpan.FromDays(1000));
                });
            },
            clock);
        Assert.Equal(TimeSpan.Zero, clock.Elapsed);

        static async Future Sleep(TimeSpan time) => await Executor.Delay(time);
    }
}
