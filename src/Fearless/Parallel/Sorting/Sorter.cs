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

    // Refuses what could not be shared even where it is too small to be.
    private static bool CanBegin<T>(Span<T> items, CancellationToken cancellationToken)
    {
        SpanLoans.ThrowIfReferencesOnStack<T>(items);
        cancellationToken.ThrowIfCancellationRequested();
        return items.Length > 1;
    }
}
