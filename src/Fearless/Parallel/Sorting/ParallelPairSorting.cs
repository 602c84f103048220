using Fearless.Sorting;

namespace Fearless;

/// <summary>Sorts keys in parallel where it pays, and items with them.</summary>
public static class ParallelPairSorting
{
    extension(Par)
    {
        /// <summary>Sorts two arrays by the elements of the first, so that those of the second go where their keys go; as
        /// <see cref="Array.Sort{TKey, TValue}(TKey[], TValue[])"/> does. See <see cref="ParallelSorting"/>.</summary>
        /// <remarks>Both stay as they were if a comparison throws, the sort is cancelled or memory runs out. Keys are copied, with an index of
        /// four bytes each, into memory that is rented, and so are a buffer for the keys and one for the items.</remarks>
        /// <example><code>Par.Sort(samples, names);</code></example>
        /// <typeparam name="TKey">The type of the keys.</typeparam>
        /// <typeparam name="TValue">The type of the items.</typeparam>
        /// <param name="keys">What to sort by, and to sort. Nobody else may use it meanwhile.</param>
        /// <param name="items">What to sort likewise: as many. Nobody else may use it meanwhile.</param>
        /// <param name="comparer">The order of the keys; null for the default one.</param>
        /// <param name="cancellationToken">Leaves both as they were.</param>
        /// <exception cref="ArgumentNullException"><paramref name="keys"/> or <paramref name="items"/> is null.</exception>
        /// <exception cref="ArgumentException">There are not as many keys as items.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static void Sort<TKey, TValue>(
            TKey[] keys, TValue[] items, IComparer<TKey>? comparer = null, CancellationToken cancellationToken = default) =>
            Sorter<UnstableSort>.SortPairs(Elements.Of(keys), Elements.Of(items), comparer, cancellationToken);

        /// <summary>Sorts two spans by the elements of the first, so that those of the second go where their keys go; as
        /// <see cref="MemoryExtensions.Sort{TKey, TValue}(Span{TKey}, Span{TValue})"/> does. See <see cref="ParallelSorting"/>.</summary>
        /// <remarks>Both stay as they were if a comparison throws, the sort is cancelled or memory runs out. Keys are copied, with an index of
        /// four bytes each, into memory that is rented, and so are a buffer for the keys and one for the items.</remarks>
        /// <typeparam name="TKey">The type of the keys.</typeparam>
        /// <typeparam name="TValue">The type of the items.</typeparam>
        /// <param name="keys">What to sort by, and to sort. Nobody else may use it meanwhile.</param>
        /// <param name="items">What to sort likewise: as many. Nobody else may use it meanwhile.</param>
        /// <param name="comparer">The order of the keys; null for the default one.</param>
        /// <param name="cancellationToken">Leaves both as they were.</param>
        /// <exception cref="ArgumentException">There are not as many keys as items, or one span holds references and lies on the
        /// stack.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static void Sort<TKey, TValue>(
            Span<TKey> keys, Span<TValue> items, IComparer<TKey>? comparer = null, CancellationToken cancellationToken = default) =>
            Sorter<UnstableSort>.SortPairs(keys, items, comparer, cancellationToken);

        /// <summary>Sorts two arrays by the elements of the first, so that those of the second go where their keys go, equal keys keeping
        /// their order; as
        /// <see cref="Array.Sort{TKey, TValue}(TKey[], TValue[])"/> does. See <see cref="ParallelStableSorting"/>.</summary>
        /// <remarks>Both stay as they were if a comparison throws, the sort is cancelled or memory runs out. Keys are copied, with an index of
        /// four bytes each, into memory that is rented, and so are a buffer for the keys and one for the items.</remarks>
        /// <typeparam name="TKey">The type of the keys.</typeparam>
        /// <typeparam name="TValue">The type of the items.</typeparam>
        /// <param name="keys">What to sort by, and to sort. Nobody else may use it meanwhile.</param>
        /// <param name="items">What to sort likewise: as many. Nobody else may use it meanwhile.</param>
        /// <param name="comparer">The order of the keys; null for the default one.</param>
        /// <param name="cancellationToken">Leaves both as they were.</param>
        /// <exception cref="ArgumentNullException"><paramref name="keys"/> or <paramref name="items"/> is null.</exception>
        /// <exception cref="ArgumentException">There are not as many keys as items.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static void SortStable<TKey, TValue>(
            TKey[] keys, TValue[] items, IComparer<TKey>? comparer = null, CancellationToken cancellationToken = default) =>
            Sorter<StableSort>.SortPairs(Elements.Of(keys), Elements.Of(items), comparer, cancellationToken);

        /// <summary>Sorts two spans by the elements of the first, so that those of the second go where their keys go, equal keys keeping
        /// their order; as
        /// <see cref="MemoryExtensions.Sort{TKey, TValue}(Span{TKey}, Span{TValue})"/> does. See
        /// <see cref="ParallelStableSorting"/>.</summary>
        /// <remarks>Both stay as they were if a comparison throws, the sort is cancelled or memory runs out. Keys are copied, with an index of
        /// four bytes each, into memory that is rented, and so are a buffer for the keys and one for the items.</remarks>
        /// <typeparam name="TKey">The type of the keys.</typeparam>
        /// <typeparam name="TValue">The type of the items.</typeparam>
        /// <param name="keys">What to sort by, and to sort. Nobody else may use it meanwhile.</param>
        /// <param name="items">What to sort likewise: as many. Nobody else may use it meanwhile.</param>
        /// <param name="comparer">The order of the keys; null for the default one.</param>
        /// <param name="cancellationToken">Leaves both as they were.</param>
        /// <exception cref="ArgumentException">There are not as many keys as items, or one span holds references and lies on the
        /// stack.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static void SortStable<TKey, TValue>(
            Span<TKey> keys, Span<TValue> items, IComparer<TKey>? comparer = null, CancellationToken cancellationToken = default) =>
            Sorter<StableSort>.SortPairs(keys, items, comparer, cancellationToken);
    }
}
