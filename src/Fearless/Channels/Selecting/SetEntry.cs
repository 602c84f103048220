using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>One operation of a <see cref="SelectSet"/>: it is watched, or it is in one of the set's queues to be tried.</summary>
/// <remarks>
/// <code>
///              found impossible: watch
///   Queued ──────────────────────────────▶ Watched
///      ▲                                      │
///      └──────────────────────────────────────┘
///        by compare-and-swap: the channel's signal, or the set that looks again after it has begun to watch
/// </code>
/// </remarks>
internal sealed class SetEntry(SetCore set, SelectArm arm, int key) : IWaitObserver
{
    private const int Queued = 0;
    private const int Watched = 1;

    private AtomicInt _state;
    private Checked<SetEntry?> _next;

    public SelectArm Arm { get; } = arm;

    public int Key { get; } = key;

    /// <summary>Whether it was taken out of the set. For the thread that runs the set.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>The entry below in the stack of those that were signalled. Written before it is pushed, by the one that pushes.</summary>
    public ref Checked<SetEntry?> Next => ref _next;

    /// <summary>Begins to watch, after an attempt that was in vain.</summary>
    /// <returns>False when there is something to try at once: the entry is the caller's to queue.</returns>
    public bool TryWatch()
    {
        // Relaxed: who signals finds the entry in a queue, behind its lock.
        _state.WriteRelaxed(Watched);
        if (!Arm.Watch(this) || !_state.CompareAndSet(Watched, Queued))
            return true;
        Arm.Unregister();
        return false;
    }

    /// <summary>Called by the channel, once for each time that it is watched.</summary>
    public void Signal()
    {
        if (_state.CompareAndSet(Watched, Queued))
            set.Signal(this);
    }
}
