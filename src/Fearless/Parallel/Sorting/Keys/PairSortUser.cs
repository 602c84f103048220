using Fearless.Plumbing;

namespace Fearless.Sorting;

/// <summary>Sorts keys, and items with them, by the order of the keys, once it is known.</summary>
internal readonly ref struct PairSortUser<TKey, TValue, TSort>(Span<TKey> keys, Span<TValue> items, CancellationToken cancellationToken) : IOrderUser
    where TSort : ISort
{
    private readonly Span<TKey> _keys = keys;
    private readonly Span<TValue> _items = items;

    public void Use<TItem, TOrder>(TOrder order)
        where TOrder : struct, IOrder<TItem> =>
        KeySort.SortPairs<TItem, TValue, TOrder, TSort>(Erasure.Places<TKey, TItem>(_keys), _items, order, cancellationToken);
}
