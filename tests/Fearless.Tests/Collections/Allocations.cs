namespace Fearless.Tests.Collections;

/// <summary>Counts bytes exactly.</summary>
internal static class Allocations
{
    /// <summary>The bytes that a call of <paramref name="action"/> allocates on this thread once it is warm.</summary>
    public static long Of(Action action)
    {
        for (int i = 0; i < 200; i++)
            action();
        // The compiler may replace the code of a method in between, on this thread, and allocate for it: the least of a few runs counts.
        long least = long.MaxValue;
        for (int run = 0; run < 5; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
                action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
