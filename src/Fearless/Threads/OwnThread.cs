namespace Fearless;

/// <summary>A thread of the operating system that runs one scoped thread and ends.</summary>
internal static class OwnThread
{
    /// <summary>Makes the thread, not started.</summary>
    public static Thread Create(ScopedThread job, int stackSize) => new(() => Run(job), stackSize) { IsBackground = true };

    private static void Run(ScopedThread job)
    {
        new ThreadEnvironment().Enter(job);
        job.Execute();
        job.Publish();
    }

    /// <summary>Waits until <paramref name="thread"/> has ended, whatever <see cref="Thread.Interrupt"/> does; an interrupt is kept for the
    /// thread's next wait.</summary>
    public static void Join(Thread thread)
    {
        bool interrupted = false;
        while (true)
        {
            try
            {
                thread.Join();
                break;
            }
            catch (ThreadInterruptedException)
            {
                interrupted = true;
            }
        }
        if (interrupted)
            Thread.CurrentThread.Interrupt();
    }
}
