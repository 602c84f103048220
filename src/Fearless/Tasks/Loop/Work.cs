using Fearless.Atomics;

namespace Fearless.Tasks;

/// <summary>Something for an event loop to do.</summary>
internal abstract class Work
{
    // INVARIANT: in at most one list at a time: a run queue, an inbox, or those who wait for a task.
    private Checked<Work?> _next;

    /// <summary>What comes after it in the list that it is in. Whoever has the list in hand reads and writes it.</summary>
    public ref Checked<Work?> Next => ref _next;

    /// <summary>Does it, on the thread of <paramref name="loop"/>. Never throws.</summary>
    public abstract void Run(EventLoop loop);

    /// <summary>What it waits for lets go of it, on the thread of <paramref name="loop"/>: a cancellation that took a while.</summary>
    public virtual void OnReleased(EventLoop loop) => throw new InvalidOperationException("This waits for nothing that could let go of it.");

    /// <summary>Its loop has ended, and will not run it. Any thread.</summary>
    public virtual void OnLoopEnded()
    {
        // A loop waits for its tasks, and of what else there is most concerns nobody any more.
    }
}
