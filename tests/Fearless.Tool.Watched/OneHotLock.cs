using System.Diagnostics;

namespace Fearless.Tool.Watched;

/// <summary>Four threads that do all they do under one lock.</summary>
internal static class OneHotLock
{
    private const int Threads = 4;
    private static readonly object s_gate = new();

    public static double Run(TimeSpan duration)
    {
        var waited = new TimeSpan[Threads];
        var whole = Stopwatch.StartNew();
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(index => new Thread(() => waited[index] = Work(whole, duration)))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        return waited.Aggregate(TimeSpan.Zero, static (sum, time) => sum + time) / (whole.Elapsed * Threads);
    }

    private static TimeSpan Work(Stopwatch whole, TimeSpan duration)
    {
        TimeSpan waited = TimeSpan.Zero;
        while (whole.Elapsed < duration)
        {
            TimeSpan start = whole.Elapsed;
            lock (s_gate)
            {
                waited += whole.Elapsed - start;
                Computing.Hash(TimeSpan.FromMilliseconds(10));
            }
        }
        return waited;
    }
}
