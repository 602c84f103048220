using Fearless.Sync;

namespace Fearless.Tests.Sync;

public class DeadlineTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Counts_down_on_its_clock_and_passes_exactly_at_its_moment()
    {
        var deadline = Deadline.After(TimeSpan.FromSeconds(2), _clock);
        Assert.Equal(TimeSpan.FromSeconds(2), deadline.Remaining);
        _clock.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromMicroseconds(1));
        Assert.False(deadline.HasPassed);
        Assert.Equal(TimeSpan.FromMicroseconds(1), deadline.Remaining);
        _clock.Advance(TimeSpan.FromMicroseconds(1));
        Assert.True(deadline.HasPassed);
        Assert.Equal(TimeSpan.Zero, deadline.Remaining);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.Zero, deadline.Remaining);
    }

    [Fact]
    public void A_time_between_two_ticks_of_the_clock_is_rounded_up()
    {
        var deadline = Deadline.After(TimeSpan.FromTicks(1), _clock);
        Assert.False(deadline.HasPassed);
        _clock.Advance(TimeSpan.FromMicroseconds(1));
        Assert.True(deadline.HasPassed);
    }

    [Fact]
    public void Default_and_infinite_and_centuries_never_pass()
    {
        Assert.True(default(Deadline).IsNever);
        Assert.True(Deadline.Never.IsNever);
        Assert.True(Deadline.After(Timeout.InfiniteTimeSpan).IsNever);
        Assert.False(Deadline.Never.HasPassed);
        Assert.Equal(Timeout.InfiniteTimeSpan, Deadline.Never.Remaining);
        Assert.False(Deadline.After(TimeSpan.MaxValue).HasPassed);
    }

    [Fact]
    public void A_negative_timeout_is_refused_with_the_remedy()
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Deadline.After(TimeSpan.FromTicks(-1)));
        Assert.Equal("timeout", exception.ParamName);
        Assert.Contains("TimeSpan.Zero", exception.Message, StringComparison.Ordinal);
    }
}
