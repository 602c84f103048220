namespace Fearless.Channels;

/// <summary>Random numbers for fair choices: every thread has its own sequence, and no two start alike.</summary>
internal static class FairOrder
{
    [ThreadStatic]
    private static uint _state;

    /// <summary>A number from zero up to but not including <paramref name="bound"/>.</summary>
    // SOURCE: Marsaglia, "Xorshift RNGs", 2003; the reduction: Lemire, "Fast random integer generation in an interval", 2019.
    public static int Next(int bound)
    {
        uint x = _state;
        // The same seed in each thread would make all of them prefer the same arms at the same time.
        if (x == 0)
            x = ((uint)Environment.CurrentManagedThreadId * 0x9E3779B9) | 1;
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        _state = x;
        return (int)(((ulong)x * (uint)bound) >> 32);
    }
}
