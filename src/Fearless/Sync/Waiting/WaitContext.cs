using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>One wait of a thread or a task for any one of several operations: a word that says how it ended, and a way to go on.</summary>
/// <remarks>
/// Whoever ends the wait does so by one compare-and-swap from <see cref="WaitOutcome.Waiting"/>: the other side that chose an operation,
/// the clock, a cancellation, a disconnect, or the waiting side itself. So exactly one of them does, and an operation is either chosen or
/// was given up, never both. Only the one that did calls <see cref="Wake"/>, once, and outside every lock.
/// <para>A context is used again and again. The upper half of the word counts its waits, so that a timer or a thread that comes late
/// finds another number and does nothing (<see cref="TrySelect(long, int)"/>). Threads that found the context in a wait queue need no
/// number:
/// it is out of every queue before it is used again.</para>
/// </remarks>
[DebuggerDisplay("{Outcome}")]
internal abstract class WaitContext
{
    private const int EpochShift = 32;

    private AtomicLong _word;

    /// <summary>One of <see cref="WaitOutcome"/>.</summary>
    public int Outcome => (int)_word.Read();

    /// <summary>Whether nothing has ended the wait yet.</summary>
    public bool IsWaiting => Outcome == WaitOutcome.Waiting;

    /// <summary>The word as it is. For those who may come late.</summary>
    public long Word => _word.ReadRelaxed();

    /// <summary>Starts a wait, and returns the word that stands for it. By the waiting side, which is in no queue yet.</summary>
    public long Arm()
    {
        // Nobody else writes while the word is not Waiting.
        long armed = (((_word.ReadRelaxed() >> EpochShift) + 1) << EpochShift) | WaitOutcome.Waiting;
        // Relaxed: those who may select get at it through a queue, behind its lock, or by a registration that comes later.
        _word.WriteRelaxed(armed);
        return armed;
    }

    /// <summary>Ends the wait with <paramref name="outcome"/>; false when it had ended. The caller has found this context in a queue whose
    /// lock it holds, or is the waiting side.</summary>
    public bool TrySelect(int outcome)
    {
        long word = _word.ReadRelaxed();
        return (int)word == WaitOutcome.Waiting && TrySelect(word, outcome);
    }

    /// <summary>Ends the wait that <paramref name="armed"/> stands for with <paramref name="outcome"/>; false when it had ended.</summary>
    // ORDERING: a full fence; publishes what the selecting side wrote for the waiting one, such as a value that was handed over.
    public bool TrySelect(long armed, int outcome) => _word.CompareAndSet(armed, (armed & (-1L << EpochShift)) | (uint)outcome);

    /// <summary>Takes the lock of the queue that this wait is to be in.</summary>
    public virtual void Enter(ref ShortLock queue) => queue.Enter();

    /// <summary>Makes the waiting side go on. By whoever ended the wait, once, holding no lock.</summary>
    public abstract void Wake();
}
