using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Conflicts;

/// <summary>Whether two accesses that may run at the same time may race.</summary>
internal static class ConflictTest
{
    /// <summary>The two are of different executions: what belongs to one is not the other's.</summary>
    public static bool MayRace(Access left, Access right)
    {
        if ((!left.IsWrite && !right.IsWrite) || (left.IsAtomic && right.IsAtomic) || left.Locks.Excludes(right.Locks)
            || (left.IsToOwn && right.IsToOwn))
            return false;
        return Overlap.Find(left.Place, right.Place) is { } overlap
            && !HoldTheirOwner(left, right)
            && !HoldTheSameOfMany(left, right, overlap)
            && !IndexProof.Succeeds(overlap, left.Facts, right.Facts);
    }

    // Each holds a lock on an object on the way to the place, and of what is reached by different ways there is a different one.
    private static bool HoldTheirOwner(Access left, Access right) => left.Locks.Held.Any(mine =>
        IsOnTheWay(mine.Key, left.Place) && right.Locks.Held.Any(other =>
            other.Key.Path.Length == mine.Key.Path.Length && IsOnTheWay(other.Key, right.Place) && (mine.Value == LockMode.Exclusive || other.Value == LockMode.Exclusive)));

    private static bool IsOnTheWay(Place owner, Place place) =>
        owner.Root == place.Root && owner.Path.Length < place.Path.Length && owner.Path.SequenceEqual(place.Path.Take(owner.Path.Length));

    // One lock for each element: accesses to the same element hold the same lock.
    private static bool HoldTheSameOfMany(Access left, Access right, Overlap overlap)
    {
        foreach (KeyValuePair<Place, LockMode> mine in left.Locks.Held)
        {
            foreach (KeyValuePair<Place, LockMode> other in right.Locks.Held)
            {
                if ((mine.Value == LockMode.Exclusive || other.Value == LockMode.Exclusive)
                    && Overlap.Find(mine.Key, other.Key) is { Indices.IsEmpty: false } locks
                    && locks.Indices.All(pair => FollowsFrom(pair, overlap)))
                    return true;
            }
        }
        return false;
    }

    private static bool FollowsFrom((Polynomial? Left, Polynomial? Right) equal, Overlap overlap)
    {
        if (equal is not { Left: { } left, Right: { } right })
            return false;
        Polynomial difference = left - right;
        return overlap.Indices.Any(pair => pair is { Left: { } x, Right: { } y } && (x - y).Equals(difference));
    }
}
