namespace Fearless.Tests.Tasks;

public class IntervalTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void Ticks_keep_their_pace_whatever_is_done_between_them() =>
        Assert.Equal([1, 2, 3, 4], Ticks(MissedTicks.Burst, [0, 0.4, 0.9, 0.5]));

    [Fact]
    public void Missed_ticks_come_at_once_one_after_the_other() =>
        Assert.Equal([1, 4.5, 4.5, 4.5, 5, 6], Ticks(MissedTicks.Burst, [0, 3.5, 0, 0, 0, 0]));

    [Fact]
    public void Missed_ticks_are_left_out_and_the_pace_is_kept() =>
        Assert.Equal([1, 4.5, 5, 6, 9, 10], Ticks(MissedTicks.Skip, [0, 3.5, 0, 0, 3, 0]));

    [Fact]
    public void A_little_late_is_not_missed() =>
        Assert.Equal([1, 2.5, 3, 4], Ticks(MissedTicks.Skip, [0, 1.5, 0, 0]));

    [Fact]
    public void After_missed_ticks_the_pace_begins_anew() =>
        Assert.Equal([1, 4.5, 5.5, 6.5], Ticks(MissedTicks.Delay, [0, 3.5, 0, 0]));

    [Fact]
    public void A_wait_that_is_cancelled_takes_no_tick()
    {
        var clock = new JumpingClock();
        Blocking.On(
            async () =>
            {
                var interval = new Interval(Hour);
                await FutureTests.Throws<TimeoutException>(async () => await interval.NextAsync().WithTimeout(Hour / 2));
                await interval.NextAsync();
                Assert.Equal(1, clock.Elapsed.TotalHours, 1e-3);
            },
            clock);
    }

    [Fact]
    public void Tasks_that_wait_at_once_get_the_same_tick()
    {
        var clock = new JumpingClock();
        Blocking.On(
            async () =>
            {
                var interval = new Interval(Hour);
                await Future.Settle(Number(interval), Number(interval));
                Assert.Equal(1, clock.Elapsed.TotalHours, 1e-3);
                await interval.NextAsync();
                Assert.Equal(2, clock.Elapsed.TotalHours, 1e-3);
            },
            clock);

        static async Future<int> Number(Interval interval)
        {
            await interval.NextAsync();
            return 1;
        }
    }

    [Fact]
    public void The_longest_period_of_all_never_ticks_and_can_be_cancelled() => Blocking.On(static async () =>
    {
        var interval = new Interval(TimeSpan.MaxValue);
        await FutureTests.Throws<TimeoutException>(async () => await interval.NextAsync().WithTimeout(TimeSpan.FromMilliseconds(1)));
    });

    [Fact]
    public void What_is_wrong_is_refused()
    {
        Assert.Throws<InvalidOperationException>(static () => new Interval(Hour));
        Interval? kept = null;
        Blocking.On(async () =>
        {
            Assert.Equal("period", Assert.Throws<ArgumentOutOfRangeException>(static () => new Interval(TimeSpan.Zero)).ParamName);
            Assert.Equal("period", Assert.Throws<ArgumentOutOfRangeException>(static () => new Interval(Timeout.InfiniteTimeSpan)).ParamName);
            Assert.Equal("missed", Assert.Throws<ArgumentOutOfRangeException>(static () => new Interval(Hour, (MissedTicks)3)).ParamName);
            kept = new Interval(Hour);
            await Executor.Yield();
        });
        Assert.Throws<InvalidOperationException>(() => Blocking.On(kept!.NextAsync));
    }

    /// <summary>At which hours the ticks come, when so many hours are spent before the wait for each.</summary>
    private static double[] Ticks(MissedTicks missed, double[] spent)
    {
        var clock = new JumpingClock();
        var ticks = new List<double>();
        Blocking.On(
            async () =>
            {
                var interval = new Interval(Hour, missed);
                foreach (double hours in spent)
                {
                    if (hours > 0)
                        await Executor.Delay(hours * Hour);
                    await interval.NextAsync();
                    ticks.Add(Math.Round(clock.Elapsed.TotalHours, 3));
                }
            },
            clock);
        return [.. ticks];
    }
}
