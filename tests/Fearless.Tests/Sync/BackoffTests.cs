using System.Diagnostics;
using Fearless.Sync;

namespace Fearless.Tests.Sync;

public class BackoffTests
{
    [Fact]
    public void Snoozing_completes_after_eleven_steps_and_reset_starts_over()
    {
        var backoff = new Backoff();
        for (int i = 0; i < 11; i++)
        {
            Assert.False(backoff.IsCompleted);
            backoff.Snooze();
        }
        Assert.True(backoff.IsCompleted);
        backoff.Snooze();
        Assert.True(backoff.IsCompleted);

        backoff.Reset();
        Assert.False(backoff.IsCompleted);
    }

    [Fact]
    public void Spinning_alone_never_completes()
    {
        var backoff = default(Backoff);
        for (int i = 0; i < 100; i++)
            backoff.Spin();
        Assert.False(backoff.IsCompleted);
    }

    [Fact]
    public void A_long_snooze_never_sleeps_for_a_millisecond()
    {
        var backoff = new Backoff();
        for (int i = 0; i < 11; i++)
            backoff.Snooze();

        // The shortest of many: other threads make some yields long, but a sleep would make every one long.
        TimeSpan shortest = TimeSpan.MaxValue;
        for (int i = 0; i < 200; i++)
        {
            long start = Stopwatch.GetTimestamp();
            backoff.Snooze();
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            if (elapsed < shortest)
                shortest = elapsed;
        }
        Assert.True(shortest < TimeSpan.FromMilliseconds(1), $"The shortest of 200 took {shortest}.");
    }

    [Fact]
    public void Later_spins_are_longer()
    {
        // The first pauses once, the seventh 64 times. The shortest of many, because the machine is shared.
        Assert.SkipWhen(Environment.ProcessorCount == 1, "With one core it does not pause.");
        Assert.True(Shortest(6) > 4 * Shortest(0));

        static TimeSpan Shortest(int steps)
        {
            TimeSpan shortest = TimeSpan.MaxValue;
            for (int i = 0; i < 200; i++)
            {
                var backoff = new Backoff();
                for (int step = 0; step < steps; step++)
                    backoff.Spin();
                long start = Stopwatch.GetTimestamp();
                backoff.Spin();
                TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
                if (elapsed < shortest)
                    shortest = elapsed;
            }
            return shortest;
        }
    }
}
