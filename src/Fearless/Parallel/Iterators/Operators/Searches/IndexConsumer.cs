using Fearless.Plumbing;

namespace Fearless;

/// <summary>Looks for the number of an item, and stops the pieces that cannot change which.</summary>
internal struct IndexConsumer<T, TEnd, TPredicate>(SearchState<TEnd> state, TPredicate predicate, long next)
    : IConsumer<IndexConsumer<T, TEnd, TPredicate>, T>
    where T : allows ref struct
    where TEnd : struct, ISearchEnd
    where TPredicate : struct, IFunc<T, bool>
{
    private readonly SearchState<TEnd> _state = state;
    private readonly TPredicate _predicate = predicate;

    // INVARIANT: the slot of the next item, because an indexed producer gives one item a slot, in order.
    private long _next = next;

    /// <summary>The number of the item, or -1.</summary>
    public long Index { get; private set; } = -1;

    public readonly bool IsFull => (Index >= 0 && TEnd.WantsFirst) || _state.IsBeaten(Index >= 0 ? Index : _next);

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        int length = block.Length;
        TPredicate predicate = _predicate;
        for (int index = 0; index < length; index++)
        {
            if (!block.TryGet(index, out T? item) || !predicate.Invoke(item))
                continue;
            Index = _next + index;
            if (TEnd.WantsFirst)
                break;
        }
        _next += length;
        if (Index >= 0)
            _state.Found(Index);
    }

    public readonly IndexConsumer<T, TEnd, TPredicate> Split(long leftSlots) => new(_state, _predicate, _next + leftSlots);

    public void Combine(IndexConsumer<T, TEnd, TPredicate> right)
    {
        if (right.Index >= 0 && (Index < 0 || !TEnd.WantsFirst))
            Index = right.Index;
    }
}
