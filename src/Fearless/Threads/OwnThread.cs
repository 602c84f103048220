using Fearless.Sync;

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

    /// <summary>Waits until <paramref name="thread"/> has ended, whatever is thrown on the way.</summary>
    public static void Join(Thread thread, ref DeferredFailure deferred)
    {
        using SuspendedContext suspended = SuspendedContext.Enter();
        while (thread.IsAlive)
        {
            try
            {
                thread.Join();
            }
            catch (Exception exception)
            {
                deferred.Add(exception);
            }
        }
    }
}
