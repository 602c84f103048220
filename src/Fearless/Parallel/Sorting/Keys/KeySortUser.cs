using Fearless.Plumbing;

namespace Fearless.Sorting;

/// <summary>Sorts elements by the order of their keys, once it is known.</summary>
internal readonly ref struct KeySortUser<T, TKey, TSort>(Span<T> items, Func<T, TKey> keySelector, CancellationToken cancellationToken) : IOrderUser
    where TSort : ISort
{
    private readonly Span<T> _items = items;

    public void Use<TItem, TOrder>(TOrder order)
        where TOrder : struct, IOrder<TItem>
    {
        if (typeof(T).IsValueType)
        {
            var maker = new KeyMaker<T, TItem>(Erasure.Function<Func<T, TItem>>(keySelector));
            KeySort.Sort<T, TItem, TOrder, TSort>(_items, maker, order, cancellationToken);
        }
        else
        {
            var maker = new KeyMaker<Reference, TItem>(Erasure.Function<Func<Reference, TItem>>(keySelector));
            KeySort.Sort<Reference, TItem, TOrder, TSort>(Erasure.Places<T, Reference>(_items), maker, order, cancellationToken);
        }
    }
}
