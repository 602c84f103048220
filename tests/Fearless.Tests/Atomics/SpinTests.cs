using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless.Tests.Atomics;

public class SpinTests
{
    [Fact]
    public void Waits_in_proportion_and_not_at_all_for_zero_or_less()
    {
        Spin.Wait(0);
        Spin.Wait(-1);
        Assert.True(Shortest(1000) > 10 * Shortest(1), "The shortest of many waits of 1000 pauses should be far longer than that of one.");
    }

    [Fact]
    public void Yield_returns() => Spin.Yield();

    private static TimeSpan Shortest(int iterations)
    {
        TimeSpan shortest = TimeSpan.MaxValue;
        for (int i = 0; i < 100; i++)
        {
            long start = Stopwatch.GetTimestamp();
            Spin.Wait(iterations);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            if (elapsed < shortest)
                shortest = elapsed;
        }
        return shortest;
    }
}
