namespace Fearless.Tests.Channels;

/// <summary>Counts allocated bytes exactly.</summary>
internal static class Allocations
{
    /// <summary>An assertion that allocates nothing.</summary>
    public static void Check(bool holds)
    {
        if (!holds)
            Assert.Fail("It does not hold.");
    }

    /// <summary>The bytes that so many calls allocate on this thread, after many before.</summary>
    public static long Measure(Action action, int times = 1000)
    {
        for (int i = 0; i < 200; i++)
            action();
        // The compiler may replace the code of a method in between, on this thread, and allocate for it: the least of a few runs counts.
        long least = long.MaxValue;
        for (int run = 0; run < 5; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < times; i++)
                action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
