using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>One wait of a thread or a task for any one of several operations: a word that says how it ended, and a way to go on.</summary>
/// <remarks>
/// Whoever ends the wait does so by one compare-and-swap from <see cref="WaitOutcome.Waiting"/>: the other side that chose an operation,
/// the clock, a cancellation, a disconnect, or the waiting side itself. So exactly one of them does, and an operation is either chosen or
/// was given up, never both. Only the one that did calls <see cref="Wake"/>, once, and outside every lock. While the wait is
/// <see cref="WaitOutcome.Registering"/>, those who find it in a queue can end it and nobody else.
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
    // Relaxed: who goes on because it has ended reads the outcome.
    public bool IsWaiting => CanEnd(_word.ReadRelaxed());

    /// <summary>The word as it is. For those who may come late.</summary>
    public long Word => _word.Read();

    /// <summary>Starts a wait, and returns the word that stands for it. By the waiting side, which is in no queue yet.</summary>
    // Relaxed: those who may select get at it through a queue, behind its lock.
    public long Arm() => StartEpoch(WaitOutcome.Waiting);

    /// <summary>Starts a wait that only those who find it in a queue can end, until <see cref="TryOpen"/>.</summary>
    public long ArmForRegistration() => StartEpoch(WaitOutcome.Registering);

    /// <summary>Lets everybody end the wait that <see cref="ArmForRegistration"/> started; false when it has ended.</summary>
    /// <param name="armed">The word that stands for it: what was returned then, and from now on another one.</param>
    // ORDERING: a full fence; publishes the wait to those who get at it through no queue.
    public bool TryOpen(ref long armed)
    {
        long registering = armed;
        armed = WordOf(registering, WaitOutcome.Waiting);
        return _word.CompareAndSet(registering, armed);
    }

    /// <summary>Ends the wait with <paramref name="outcome"/>; false when it had ended. The caller has found this context in a queue whose
    /// lock it holds, or is the waiting side.</summary>
    public bool TrySelect(int outcome)
    {
        while (true)
        {
            long word = _word.ReadRelaxed();
            if (!CanEnd(word))
                return false;
            // It fails when the wait has ended, or has just been opened.
            if (TrySelect(word, outcome))
                return true;
        }
    }

    /// <summary>Ends the wait that <paramref name="armed"/> stands for with <paramref name="outcome"/>; false when it had ended.</summary>
    // ORDERING: a full fence; publishes what the selecting side wrote for the waiting one, such as a value that was handed over.
    public bool TrySelect(long armed, int outcome) => _word.CompareAndSet(armed, WordOf(armed, outcome));

    /// <summary>Takes the lock of the queue that this wait is to be in.</summary>
    public virtual void Enter(ref ShortLock queue) => queue.Enter();

    /// <summary>Makes the waiting side go on. By whoever ended the wait, once, holding no lock.</summary>
    public abstract void Wake();

    /// <summary>Tells those who may come late that what they looked at with the last word was another's. By the waiting side, while nobody
    /// waits.</summary>
    // ORDERING: release; whoever reads this word, or a later one, finds what was written before.
    protected void Renew() => _word.Write(NextEpoch(WaitOutcome.Idle));

    private static bool CanEnd(long word) => (int)word is WaitOutcome.Waiting or WaitOutcome.Registering;

    private static long WordOf(long epoch, int outcome) => (epoch & (-1L << EpochShift)) | (uint)outcome;

    private long StartEpoch(int state)
    {
        long armed = NextEpoch(state);
        _word.WriteRelaxed(armed);
        return armed;
    }

    // Nobody else writes while the wait cannot be ended.
    private long NextEpoch(int state) => WordOf(_word.ReadRelaxed() + (1L << EpochShift), state);
}
