using Fearless.Plumbing;

namespace Fearless.Sorting;

/// <summary>From what the user gave to the way to sort it.</summary>
/// <typeparam name="TSort">How to sort by comparing.</typeparam>
internal static class Sorter<TSort>
    where TSort : struct, ISort
{
    // Up to here .NET's own sort is as fast, and it sorts integers as stably as can be told.
    private const int SmallLength = 64;

    public static void Sort<T>(Span<T> items, CancellationToken cancellationToken)
    {
        if (!RadixKey.Exists<T>())
        {
            Sort(items, (IComparer<T>?)null, cancellationToken);
            return;
        }
        cancellationToken.ThrowIfCancellationRequested();
        if (items.Length <= SmallLength && (RadixKey.IsInteger<T>() || typeof(TSort) == typeof(UnstableSort)))
            items.Sort();
        else
            ParallelRadix.Sort(items, cancellationToken);
    }

    public static void Sort<T, TComparer>(Span<T> items, TComparer comparer, CancellationToken cancellationToken)
        where TComparer : IComparer<T>?
    {
        if (RadixKey.Exists<T>() && Orders.IsDefault<T, TComparer>(comparer))
            Sort(items, cancellationToken);
        else if (CanBegin(items, cancellationToken))
            Orders.ByComparer<T, TComparer, SortUser<T, TSort>>(comparer, new(items, cancellationToken));
    }

    public static void Sort<T>(Span<T> items, Comparison<T> comparison, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        if (CanBegin(items, cancellationToken))
            Orders.ByComparison(comparison, new SortUser<T, TSort>(items, cancellationToken));
    }

    public static void Sort<T>(List<T> list, CancellationToken cancellationToken)
    {
        Span<T> items = Elements.Of(list, out List<T>.Enumerator guard);
        Sort(items, cancellationToken);
        Elements.ThrowIfChanged(guard);
    }

    public static void Sort<T, TComparer>(List<T> list, TComparer comparer, CancellationToken cancellationToken)
        where TComparer : IComparer<T>?
    {
        Span<T> items = Elements.Of(list, out List<T>.Enumerator guard);
        Sort(items, comparer, cancellationToken);
        Elements.ThrowIfChanged(guard);
    }

    public static void Sort<T>(List<T> list, Comparison<T> comparison, CancellationToken cancellationToken)
    {
        Span<T> items = Elements.Of(list, out List<T>.Enumerator guard);
        Sort(items, comparison, cancellationToken);
        Elements.ThrowIfChanged(guard);
    }

    public static void SortBy<T, TKey>(Span<T> items, Func<T, TKey> keySelector, IComparer<TKey>? comparer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keySelector);
        if (!CanBegin(items, cancellationToken))
            return;
        if (!RadixKey.Exists<TKey>() || !Orders.IsDefault<TKey, IComparer<TKey>?>(comparer))
            Orders.ByComparer<TKey, IComparer<TKey>?, KeySortUser<T, TKey, TSort>>(comparer, new(items, keySelector, cancellationToken));
        else if (typeof(T).IsValueType)
            KeySort.Sort(items, new RadixKeyMaker<T, TKey>(keySelector), cancellationToken);
        else
        {
            KeySort.Sort(
                Erasure.Places<T, Reference>(items),
                new RadixKeyMaker<Reference, TKey>(Erasure.Function<Func<Reference, TKey>>(keySelector)),
                cancellationToken);
        }
    }

    public static void SortBy<T, TKey>(List<T> list, Func<T, TKey> keySelector, IComparer<TKey>? comparer, CancellationToken cancellationToken)
    {
        Span<T> items = Elements.Of(list, out List<T>.Enumerator guard);
        SortBy(items, keySelector, comparer, cancellationToken);
        Elements.ThrowIfChanged(guard);
    }

    /// <summary>Sorts keys, and the items at the same places with them.</summary>
    public static void SortPairs<TKey, TValue>(Span<TKey> keys, Span<TValue> items, IComparer<TKey>? comparer, CancellationToken cancellationToken)
    {
        if (keys.Length != items.Length)
            throw new ArgumentException($"There are {keys.Length} keys and {items.Length} items, and must be as many. Pass spans of the parts that belong together.", nameof(items));
        SpanLoans.ThrowIfReferencesOnStack<TValue>(items);
        if (!CanBegin(keys, cancellationToken))
            return;
        if (!typeof(TValue).IsValueType)
            SortPairs(keys, Erasure.Places<TValue, Reference>(items), comparer, cancellationToken);
        else if (RadixKey.Exists<TKey>() && Orders.IsDefault<TKey, IComparer<TKey>?>(comparer))
            KeySort.SortPairs(keys, items, cancellationToken);
        else
            Orders.ByComparer<TKey, IComparer<TKey>?, PairSortUser<TKey, TValue, TSort>>(comparer, new(keys, items, cancellationToken));
    }

    // Refuses what could not be shared even where it is too small to be.
    private static bool CanBegin<T>(Span<T> items, CancellationToken cancellationToken)
    {
        SpanLoans.ThrowIfReferencesOnStack<T>(items);
        cancellationToken.ThrowIfCancellationRequested();
        return items.Length > 1;
    }
}
