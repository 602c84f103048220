namespace Fearless.Plumbing;

/// <summary>What a producer finds out about its slots only while they are folded: whether work is left in one, and how to split it. Any thread.</summary>
/// <remarks>For sources whose work has no numbers beforehand: a serial enumerator, a tree. See the README of the iterators.</remarks>
internal abstract class LiveSlots
{
    /// <summary>Whether somebody comes back for the rests of slots. If not, a producer folds each slot to its end.</summary>
    protected bool IsAttended { get; private set; }

    /// <summary>Promises to fold a slot again as long as it has a rest. Before anything is folded.</summary>
    public virtual void Attend() => IsAttended = true;

    /// <summary>Whether work is left in a slot after it was folded, so that it is to be folded again.</summary>
    public virtual bool HasRest(long slot) => false;

    /// <summary>Splits off the right part of the work that is left in a slot. Only whoever folds the slot may ask, between two folds.</summary>
    /// <param name="slot">The slot, which keeps the left part.</param>
    /// <param name="right">A new slot, not less than the producer's length, that holds the right part.</param>
    /// <returns>False if the work cannot be split, now.</returns>
    public virtual bool TryDivide(long slot, out long right)
    {
        right = slot;
        return false;
    }

    /// <summary>Whether no slot from <paramref name="start"/> to <paramref name="end"/> gives any item more.</summary>
    public virtual bool AreSpent(long start, long end) => false;
}
