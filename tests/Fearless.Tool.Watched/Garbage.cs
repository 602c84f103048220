using System.Diagnostics;

namespace Fearless.Tool.Watched;

/// <summary>Keeps much, makes more, and so has the collector walk through what it keeps again and again.</summary>
internal static class Garbage
{
    public static double Run(TimeSpan duration)
    {
        var whole = Stopwatch.StartNew();
        TimeSpan before = GC.GetTotalPauseDuration();
        var kept = new object[300_000];
        while (whole.Elapsed < duration)
            Fill(kept);
        return (GC.GetTotalPauseDuration() - before) / whole.Elapsed;
    }

    private static void Fill(object[] kept)
    {
        for (int i = 0; i < kept.Length; i++)
            kept[i] = new object[] { kept[i] is object[] ? i : 0, i };
    }
}
