using Fearless.Atomics;

namespace Fearless.Plumbing;

/// <summary>A clock that costs a few nanoseconds and moves every few milliseconds.</summary>
internal static class CoarseClock
{
    // Relaxed: it publishes nothing, and an older value only says less.
    private static AtomicLong s_seen;

    /// <summary>What the clock said when somebody last read it: so now is then, or later. Costs nothing.</summary>
    public static long Seen => s_seen.ReadRelaxed();

    /// <summary>Reads the clock.</summary>
    public static long Read()
    {
        long now = Environment.TickCount64;
        // Only when it has moved: all threads read this line.
        if (now != s_seen.ReadRelaxed())
            s_seen.WriteRelaxed(now);
        return now;
    }
}
