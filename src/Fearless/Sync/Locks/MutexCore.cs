using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>A lock that threads and tasks wait for in one queue, and its leases: each time that it is held is one.</summary>
/// <remarks>
/// One word counts: it is even while nobody has the lock, and otherwise the <i>lease</i> of the one that has it, which no other ever gets. So
/// a lease that was given back, or a copy of it, opens nothing and gives nothing back.
/// <para>Whoever comes may take a free lock before those who wait, since handing it to one that sleeps leaves it unused until that one is
/// awake. One that was woken too late and waits for long <i>starves</i>: while there is such a one the lock goes from hand to hand, in the
/// order of the queue, and is never free in between.</para>
/// </remarks>
// SOURCE: async-lock, src/mutex.rs: barging with a limit in time, which is parking_lot's "eventual fairness".
[DebuggerDisplay("held: {IsHeld}")]
internal sealed class MutexCore : Synchronizer
{
    private const long Held = 1;

    private AtomicLong _word;
    private AtomicInt _starving;
    private WaitQueue _waits;

    public bool IsHeld => (_word.Read() & Held) != 0;

    public override bool IsInOrder => false;

    /// <summary>For tests, which wait for it.</summary>
    public bool HasWaiters => _waits.Any;

    /// <summary>How many waits starve. For tests.</summary>
    public int StarvingCount => _starving.Read();

    /// <summary>Whether the lease is that of the one that has the lock.</summary>
    // Relaxed: who has it has read or written this word, and nobody else does until it is given back.
    public bool IsCurrent(long lease) => _word.ReadRelaxed() == lease;

    /// <summary>Takes the lock if it is free.</summary>
    public bool TryEnter(out long lease)
    {
        long word = _word.ReadRelaxed();
        lease = word + Held;
        // ORDERING: a full fence; what the last one did happens before. It fails only if somebody had the lock meanwhile.
        return (word & Held) == 0 && _word.CompareAndSet(word, lease);
    }

    /// <summary>Gives the lock back, to one that starves if there is one. Nothing, when the lease is over.</summary>
    public void Exit(long lease)
    {
        // RACE: one that begins to starve at this moment waits once more.
        if (_starving.ReadRelaxed() > 0)
            ExitByHand(lease);
        else if (_word.CompareAndSet(lease, lease + Held))
            // ORDERING: the compare-and-swap is a full fence between the change and the look for those who wait.
            _waits.Notify();
    }

    /// <summary>Takes the lock if it is free, whatever is asked for.</summary>
    public override bool TryEnter(long request, out long lease) => TryEnter(out lease);

    public override bool Register(WaitNode<long> node)
    {
        _waits.Register(node);
        return !IsHeld;
    }

    // The lock is given to waits that have ended with it, and to no others.
    public override bool Unregister(WaitNode<long> node)
    {
        _waits.Unregister(node);
        return false;
    }

    // It is the one that has the lock, so that this is its lease.
    public override long LeaseOf(WaitNode<long> node) => _word.Read();

    public override void AddStarving() => _starving.Increment();

    public override void RemoveStarving() => _starving.Decrement();

    private void ExitByHand(long lease)
    {
        // Another lease, and nobody's yet: the guard is void from here on, and the lock is not free.
        long next = lease + (2 * Held);
        if (!_word.CompareAndSet(lease, next) || _waits.TrySelect(Handed))
            return;
        // Who starves is not in the queue at this moment, and nobody else is either. ORDERING: a full fence, as in Exit.
        _word.Exchange(next + Held);
        _waits.Notify();
    }
}
