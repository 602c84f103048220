using Fearless.Plumbing;

namespace Fearless;

/// <summary>Gathers items from the first on that a predicate refuses.</summary>
/// <remarks>A piece does not know whether there is such an item before it, so it gathers those that it would skip, too, beside the others.</remarks>
internal struct SkipWhileConsumer<T>(Func<T, bool> predicate) : IConsumer<SkipWhileConsumer<T>, T>
{
    private readonly Func<T, bool> _predicate = predicate;
    private GatherConsumer<T> _skipped;
    private GatherConsumer<T> _items;
    private bool _hasBegun;

    public readonly GatherConsumer<T> Items => _items;

    public readonly bool IsFull => false;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        int length = block.Length;
        for (int index = 0; index < length; index++)
        {
            if (!block.TryGet(index, out T? item))
                continue;
            _hasBegun = _hasBegun || !_predicate(item);
            if (_hasBegun)
                _items.Add(item);
            else
                _skipped.Add(item);
        }
    }

    public readonly SkipWhileConsumer<T> Split(long leftSlots) => new(_predicate);

    public void Combine(SkipWhileConsumer<T> right)
    {
        if (_hasBegun)
            _items.Combine(right._skipped);
        else
            _skipped.Combine(right._skipped);
        _items.Combine(right._items);
        _hasBegun = _hasBegun || right._hasBegun;
    }
}
