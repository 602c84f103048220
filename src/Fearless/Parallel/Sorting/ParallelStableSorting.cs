using Fearless.Sorting;

namespace Fearless;

/// <summary>Sorts in parallel where it pays; equal elements keep their order.</summary>
/// <remarks>
/// As <see cref="ParallelSorting"/> in all but this: equal elements keep their order, as by LINQ's <c>Order</c>; the sort goes through a
/// buffer of n elements, rented from the process's pool of arrays; and what consists of a few runs that ascend, or descend strictly, takes
/// n log r comparisons for r runs.
/// </remarks>
public static class ParallelStableSorting
{
    extension(Par)
    {
        /// <summary>Sorts an array by the default order of its elements, equal elements keeping their order. See
        /// <see cref="ParallelStableSorting"/>.</summary>
        /// <inheritdoc cref="ParallelSorting.Sort{T}(T[], CancellationToken)"/>
        public static void SortStable<T>(T[] array, CancellationToken cancellationToken = default) =>
            Sorter<StableSort>.Sort(Elements.Of(array), cancellationToken);

        /// <summary>Sorts a span, wherever it lies by the default order of its elements, equal elements keeping their order. See
        /// <see cref="ParallelStableSorting"/>.</summary>
        /// <inheritdoc cref="ParallelSorting.Sort{T}(Span{T}, CancellationToken)"/>
        public static void SortStable<T>(Span<T> span, CancellationToken cancellationToken = default) =>
            Sorter<StableSort>.Sort(span, cancellationToken);

        /// <summary>Sorts a list by the default order of its elements, equal elements keeping their order. See
        /// <see cref="ParallelStableSorting"/>.</summary>
        /// <inheritdoc cref="ParallelSorting.Sort{T}(List{T}, CancellationToken)"/>
        public static void SortStable<T>(List<T> list, CancellationToken cancellationToken = default) =>
            Sorter<StableSort>.Sort(list, cancellationToken);

        /// <summary>Sorts an array by a comparer, equal elements keeping their order. See <see cref="ParallelStableSorting"/>.</summary>
        /// <inheritdoc cref="ParallelSorting.Sort{T, TComparer}(T[], TComparer, CancellationToken)"/>
        public static void SortStable<T, TComparer>(T[] array, TComparer comparer, CancellationToken cancellationToken = default)
            where TComparer : IComparer<T>? =>
            Sorter<StableSort>.Sort(Elements.Of(array), comparer, cancellationToken);

        /// <summary>Sorts a span, wherever it lies by a comparer, equal elements keeping their order. See
        /// <see cref="ParallelStableSorting"/>.</summary>
        /// <inheritdoc cref="ParallelSorting.Sort{T, TComparer}(Span{T}, TComparer, CancellationToken)"/>
        public static void SortStable<T, TComparer>(Span<T> span, TComparer comparer, CancellationToken cancellationToken = default)
            where TComparer : IComparer<T>? =>
            Sorter<StableSort>.Sort(span, comparer, cancellationToken);

        /// <summary>Sorts a list by a comparer, equal elements keeping their order. See <see cref="ParallelStableSorting"/>.</summary>
        /// <inheritdoc cref="ParallelSorting.Sort{T, TComparer}(List{T}, TComparer, CancellationToken)"/>
        public static void SortStable<T, TComparer>(List<T> list, TComparer comparer, CancellationToken cancellationToken = default)
            where TComparer : IComparer<T>? =>
            Sorter<StableSort>.Sort(list, comparer, cancellationToken);

        /// <summary>Sorts an array by a comparison, equal elements keeping their order. See <see cref="ParallelStableSorting"/>.</summary>
        /// <inheritdoc cref="ParallelSorting.Sort{T}(T[], Comparison{T}, CancellationToken)"/>
        public static void SortStable<T>(T[] array, Comparison<T> comparison, CancellationToken cancellationToken = default) =>
            Sorter<StableSort>.Sort(Elements.Of(array), comparison, cancellationToken);

        /// <summary>Sorts a span, wherever it lies by a comparison, equal elements keeping their order. See
        /// <see cref="ParallelStableSorting"/>.</summary>
        /// <inheritdoc cref="ParallelSorting.Sort{T}(Span{T}, Comparison{T}, CancellationToken)"/>
        public static void SortStable<T>(Span<T> span, Comparison<T> comparison, CancellationToken cancellationToken = default) =>
            Sorter<StableSort>.Sort(span, comparison, cancellationToken);

        /// <summary>Sorts a list by a comparison, equal elements keeping their order. See <see cref="ParallelStableSorting"/>.</summary>
        /// <inheritdoc cref="ParallelSorting.Sort{T}(List{T}, Comparison{T}, CancellationToken)"/>
        public static void SortStable<T>(List<T> list, Comparison<T> comparison, CancellationToken cancellationToken = default) =>
            Sorter<StableSort>.Sort(list, comparison, cancellationToken);

        /// <summary>Sorts an array by a key of each element, equal elements keeping their order. See
        /// <see cref="ParallelStableSorting"/>.</summary>
        /// <inheritdoc cref="ParallelSorting.SortBy{T, TKey}(T[], Func{T, TKey}, IComparer{TKey}, CancellationToken)"/>
        /// <example><code>Par.SortStableBy(names, static name =&gt; name.Length);</code></example>
        public static void SortStableBy<T, TKey>(
            T[] array, Func<T, TKey> keySelector, IComparer<TKey>? comparer = null, CancellationToken cancellationToken = default) =>
            Sorter<StableSort>.SortBy(Elements.Of(array), keySelector, comparer, cancellationToken);

        /// <summary>Sorts a span, wherever it lies by a key of each element, equal elements keeping their order. See
        /// <see cref="ParallelStableSorting"/>.</summary>
        /// <inheritdoc cref="ParallelSorting.SortBy{T, TKey}(Span{T}, Func{T, TKey}, IComparer{TKey}, CancellationToken)"/>
        public static void SortStableBy<T, TKey>(
            Span<T> span, Func<T, TKey> keySelector, IComparer<TKey>? comparer = null, CancellationToken cancellationToken = default) =>
            Sorter<StableSort>.SortBy(span, keySelector, comparer, cancellationToken);

        /// <summary>Sorts a list by a key of each element, equal elements keeping their order. See
        /// <see cref="ParallelStableSorting"/>.</summary>
        /// <inheritdoc cref="ParallelSorting.SortBy{T, TKey}(List{T}, Func{T, TKey}, IComparer{TKey}, CancellationToken)"/>
        public static void SortStableBy<T, TKey>(
            List<T> list, Func<T, TKey> keySelector, IComparer<TKey>? comparer = null, CancellationToken cancellationToken = default) =>
            Sorter<StableSort>.SortBy(list, keySelector, comparer, cancellationToken);
    }
}
