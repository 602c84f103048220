using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>The leases of one lock. It keeps as many places as there were leases at the same time, so that a lease allocates nothing.</summary>
internal sealed class LeasePool
{
    // The first place serves who has one lease at a time, without the lock.
    private AtomicRef<LeasePlace> _first;
    private ShortLock _lock;

    // Changed under the lock only.
    private AtomicRef<LeasePlace> _others;

    public Lease Begin() =>
        new((_first.ReadRelaxed() is not null ? _first.Exchange(null) : null) ?? TakeOther() ?? new LeasePlace());

    /// <summary>Ends a lease; false when it, or a copy of it, has ended.</summary>
    public bool TryEnd(Lease lease)
    {
        if (!lease.TryEnd())
            return false;
        Keep(lease.Place!);
        return true;
    }

    private void Keep(LeasePlace place)
    {
        if (_first.ReadRelaxed() is null && _first.CompareAndSet(null, place))
            return;
        _lock.Enter();
        place.Next.Write(_others.ReadRelaxed());
        _others.WriteRelaxed(place);
        _lock.Exit();
    }

    private LeasePlace? TakeOther()
    {
        // RACE: one that is kept at this moment is missed, and serves the next.
        if (_others.ReadRelaxed() is null)
            return null;
        _lock.Enter();
        LeasePlace? place = _others.ReadRelaxed();
        if (place is not null)
            _others.WriteRelaxed(place.Next.Take());
        _lock.Exit();
        return place;
    }
}
