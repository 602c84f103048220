using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>Where a lease stands. It serves one after the other, and each of them has a number that no other ever gets here.</summary>
internal sealed class LeasePlace
{
    // INVARIANT: odd while a lease stands here, when it is its number; even while none does, or while it is suspended.
    private AtomicLong _number;

    // INVARIANT: of the pool, while the place lies in it.
    private Checked<LeasePlace?> _next;

    public ref Checked<LeasePlace?> Next => ref _next;

    // Relaxed: who holds the lease has read or written this number, and nobody else changes it meanwhile.
    public bool Has(long number) => number != 0 && _number.ReadRelaxed() == number;

    /// <summary>Lets a new lease stand here. By who has the place to itself.</summary>
    public long Begin()
    {
        // Copies of earlier leases may be tried at any time: they compare, and change nothing.
        long number = _number.ReadRelaxed() + 1;
        _number.Write(number);
        return number;
    }

    /// <summary>Ends the lease, or suspends it: of several copies one can.</summary>
    // ORDERING: a full fence; what was done under the lease happens before it is given back.
    public bool TryEnd(long number) => number != 0 && _number.CompareAndSet(number, number + 1);

    /// <summary>Goes on with a lease that was suspended. By who did that.</summary>
    public void Resume(long number) => _number.Write(number);
}
