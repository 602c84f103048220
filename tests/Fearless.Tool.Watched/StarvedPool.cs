using System.Diagnostics;

namespace Fearless.Tool.Watched;

/// <summary>Many short jobs for the thread pool, all of which block, so that the others wait for a thread.</summary>
internal static class StarvedPool
{
    private const int Jobs = 200;

    public static double Run(TimeSpan duration)
    {
        ThreadPool.SetMinThreads(1, 1);
        var whole = Stopwatch.StartNew();
        var waited = new TimeSpan[Jobs];
        using var open = new CountdownEvent(Jobs);
        for (int i = 0; i < Jobs; i++)
        {
            int job = i;
            ThreadPool.UnsafeQueueUserWorkItem(_ =>
            {
                waited[job] = whole.Elapsed;
                if (whole.Elapsed < duration)
                    Block();
                open.Signal();
            }, null);
        }
        open.Wait();
        return waited.Max() / whole.Elapsed;
    }

    // The pool thinks that it stands still when nothing was taken from its queue for half a second.
    private static void Block() => Thread.Sleep(1200);
}
