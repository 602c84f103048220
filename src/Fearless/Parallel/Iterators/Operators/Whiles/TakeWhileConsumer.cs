using Fearless.Plumbing;

namespace Fearless;

/// <summary>Gathers items up to the first that a predicate refuses, and drops what pieces behind that one gathered.</summary>
/// <remarks><see cref="SearchConsumer{T, TEnd}"/> explains how it stops them.</remarks>
internal struct TakeWhileConsumer<T>(SearchState<FirstEnd> end, Func<T, bool> predicate, long start) : IConsumer<TakeWhileConsumer<T>, T>
{
    private readonly SearchState<FirstEnd> _end = end;
    private readonly Func<T, bool> _predicate = predicate;
    private readonly long _start = start;
    private GatherConsumer<T> _items;
    private bool _hasEnded;

    public readonly GatherConsumer<T> Items => _items;

    public readonly bool IsFull => _hasEnded || _end.IsBeaten(_start);

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        int length = block.Length;
        for (int index = 0; index < length; index++)
        {
            if (!block.TryGet(index, out T? item))
                continue;
            if (!_predicate(item))
            {
                _hasEnded = true;
                _end.Found(_start);
                return;
            }
            _items.Add(item);
        }
    }

    public readonly TakeWhileConsumer<T> Split(long leftSlots) => new(_end, _predicate, _start + leftSlots);

    public void Combine(TakeWhileConsumer<T> right)
    {
        if (_hasEnded)
            return;
        _items.Combine(right._items);
        _hasEnded = right._hasEnded;
    }
}
