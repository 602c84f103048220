using System.Diagnostics;

namespace Fearless.Tool.Watched;

/// <summary>One thread that computes for four fifths of its time, and sleeps in between.</summary>
internal static class Computing
{
    public static double Run(TimeSpan duration)
    {
        var whole = Stopwatch.StartNew();
        TimeSpan busy = TimeSpan.Zero;
        while (whole.Elapsed < duration)
        {
            busy += Hash(TimeSpan.FromMilliseconds(80));
            Thread.Sleep(20);
        }
        return busy / whole.Elapsed;
    }

    /// <summary>Computes for so long, by the clock of the wall.</summary>
    /// <returns>For how long it was.</returns>
    public static TimeSpan Hash(TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        uint hash = 2166136261;
        while (watch.Elapsed < time)
        {
            for (uint i = 0; i < 1000; i++)
                hash = (hash ^ i) * 16777619;
        }
        s_result = hash;
        return watch.Elapsed;
    }

    private static uint s_result;
}
