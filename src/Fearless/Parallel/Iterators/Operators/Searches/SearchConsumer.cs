using Fearless.Plumbing;

namespace Fearless;

/// <summary>Looks for one item, and stops the pieces that cannot change which.</summary>
/// <remarks>
/// INVARIANT: <c>_start</c> orders the pieces as they lie: a piece that splits keeps its own, and its right part gets that plus the slots
/// that are left of it, which is less than what the next piece to the right has.
/// <para>SOURCE: rayon, <c>src/iter/find_first_last</c>, for the idea of a position for each piece and one shared best.</para>
/// </remarks>
internal struct SearchConsumer<T, TEnd>(SearchState<TEnd> state, long start) : IConsumer<SearchConsumer<T, TEnd>, T>
    where TEnd : struct, ISearchEnd
{
    private readonly SearchState<TEnd> _state = state;
    private readonly long _start = start;

    public bool HasValue { get; private set; }

    public T? Value { get; private set; }

    public readonly bool IsFull => (HasValue && TEnd.WantsFirst) || _state.IsBeaten(_start);

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        int length = block.Length;
        for (int index = 0; index < length; index++)
        {
            if (!block.TryGet(index, out T? item))
                continue;
            Value = item;
            HasValue = true;
            if (TEnd.WantsFirst)
                break;
        }
        if (HasValue)
            _state.Found(_start);
    }

    public readonly SearchConsumer<T, TEnd> Split(long leftSlots) => new(_state, _start + leftSlots);

    public void Combine(SearchConsumer<T, TEnd> right)
    {
        if (right.HasValue && (!HasValue || !TEnd.WantsFirst))
            (Value, HasValue) = (right.Value, true);
    }
}
