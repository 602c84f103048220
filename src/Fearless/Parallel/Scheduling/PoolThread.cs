using Fearless.Sync;

namespace Fearless.Scheduling;

/// <summary>A thread of the operating system that a pool has made for a worker.</summary>
internal sealed class PoolThread
{
    private readonly Thread _thread;

    private PoolThread(Thread thread) => _thread = thread;

    /// <summary>Starts a background thread that runs <paramref name="body"/>.</summary>
    public static PoolThread Start(Action body, string name, int stackSize, ThreadPriority priority)
    {
        var thread = new Thread(() => body(), stackSize) { IsBackground = true, Name = name, Priority = priority };
        thread.UnsafeStart();
        return new PoolThread(thread);
    }

    /// <summary>Waits until the thread has ended, whatever is thrown on the way.</summary>
    public void Join(ref DeferredFailure deferred) => ThreadEnd.Await(_thread, ref deferred);
}
