using Fearless.Plumbing;

namespace Fearless.Sorting;

/// <summary>Sorts elements by an order, once it is known.</summary>
internal readonly ref struct SortUser<T, TSort>(Span<T> items, CancellationToken cancellationToken) : IOrderUser
    where TSort : ISort
{
    private readonly Span<T> _items = items;

    public void Use<TItem, TOrder>(TOrder order)
        where TOrder : struct, IOrder<TItem> => TSort.Sort(Erasure.Places<T, TItem>(_items), order, cancellationToken);
}
