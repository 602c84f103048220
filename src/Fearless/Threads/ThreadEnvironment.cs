using System.Diagnostics.CodeAnalysis;

namespace Fearless;

/// <summary>What a body finds on its thread: as on a new one, though the thread may have run others. On that thread only.</summary>
internal sealed class ThreadEnvironment
{
    private readonly Thread _thread = Thread.CurrentThread;

    // The thread was started without a context, so this is the empty one, to which a cached thread returns.
    private readonly ExecutionContext _empty = ExecutionContext.Capture()!;

    // Never set; waiting on it for no time is how a pending interrupt is brought up without waiting.
    private EventWaitHandle? _never;

    /// <summary>Sets the thread up for <paramref name="job"/>.</summary>
    public void Enter(ScopedThread job)
    {
        // Setting a name is a system call; most threads have none, and Leave takes it away again.
        if (job.Name is not null)
            _thread.Name = job.Name;
        if (_thread.Priority != job.Priority)
            _thread.Priority = job.Priority;
        ExecutionContext.Restore(job.TakeContext() ?? _empty);
    }

    /// <summary>Takes away what the body left.</summary>
    public void Leave()
    {
        // Also brings back the culture, which the context carries, and whatever async locals kept alive.
        ExecutionContext.Restore(_empty);
        SynchronizationContext.SetSynchronizationContext(null);
        if (_thread.Name is not null)
            _thread.Name = null;
        // A parked foreground thread would keep the process from ending.
        if (!_thread.IsBackground)
            _thread.IsBackground = true;
    }

    /// <summary>Takes away an interrupt that was meant for an earlier body; 150 ns.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "Lives as long as the thread; its finaliser closes it.")]
    public void ClearInterrupt()
    {
        try
        {
            (_never ??= new EventWaitHandle(initialState: false, EventResetMode.ManualReset)).WaitOne(0);
        }
        catch (ThreadInterruptedException)
        {
            // RACE: an interrupt that comes later hits the body that runs then: whoever sends it has a Thread that is no longer its own.
        }
    }
}
