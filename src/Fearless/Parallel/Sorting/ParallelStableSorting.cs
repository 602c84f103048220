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
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <param name="array">What to sort. Nobody else may use it meanwhile.</param>
        /// <param name="cancellationToken">Leaves the rest undone: every element is there, in any order.</param>
        /// <exception cref="ArgumentNullException"><paramref name="array"/> is null.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static void SortStable<T>(T[] array, CancellationToken cancellationToken = default) =>
            Sorter<StableSort>.Sort(Elements.Of(array), cancellationToken);

        /// <summary>Sorts a span, wherever it lies by the default order of its elements, equal elements keeping their order. See
        /// <see cref="ParallelStableSorting"/>.</summary>
        /// <remarks>A span of references, or of structs that hold some, must not lie on the stack, because .NET does not let another thread
        /// read references there.</remarks>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <param name="span">What to sort. Nobody else may use it meanwhile.</param>
        /// <param name="cancellationToken">Leaves the rest undone: every element is there, in any order.</param>
        /// <exception cref="ArgumentException">The span holds references and lies on the stack.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static void SortStable<T>(Span<T> span, CancellationToken cancellationToken = default) =>
            Sorter<StableSort>.Sort(span, cancellationToken);

        /// <summary>Sorts a list by the default order of its elements, equal elements keeping their order. See
        /// <see cref="ParallelStableSorting"/>.</summary>
        /// <remarks>The list must not be changed meanwhile. That one was, is noticed at the end.</remarks>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <param name="list">What to sort. Nobody else may use it meanwhile.</param>
        /// <param name="cancellationToken">Leaves the rest undone: every element is there, in any order.</param>
        /// <exception cref="ArgumentNullException"><paramref name="list"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The list was changed meanwhile.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static void SortStable<T>(List<T> list, CancellationToken cancellationToken = default) =>
            Sorter<StableSort>.Sort(list, cancellationToken);

        /// <summary>Sorts an array by a comparer, equal elements keeping their order. See <see cref="ParallelStableSorting"/>.</summary>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <typeparam name="TComparer">The type of the comparer; a struct is inlined.</typeparam>
        /// <param name="array">What to sort. Nobody else may use it meanwhile.</param>
        /// <param name="comparer">The order; null for the default one.</param>
        /// <param name="cancellationToken">Leaves the rest undone: every element is there, in any order.</param>
        /// <exception cref="ArgumentNullException"><paramref name="array"/> is null.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static void SortStable<T, TComparer>(T[] array, TComparer comparer, CancellationToken cancellationToken = default)
            where TComparer : IComparer<T>? =>
            Sorter<StableSort>.Sort(Elements.Of(array), comparer, cancellationToken);

        /// <summary>Sorts a span, wherever it lies by a comparer, equal elements keeping their order. See
        /// <see cref="ParallelStableSorting"/>.</summary>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <typeparam name="TComparer">The type of the comparer; a struct is inlined.</typeparam>
        /// <param name="span">What to sort. Nobody else may use it meanwhile.</param>
        /// <param name="comparer">The order; null for the default one.</param>
        /// <param name="cancellationToken">Leaves the rest undone: every element is there, in any order.</param>
        /// <exception cref="ArgumentException">The span holds references and lies on the stack.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static void SortStable<T, TComparer>(Span<T> span, TComparer comparer, CancellationToken cancellationToken = default)
            where TComparer : IComparer<T>? =>
            Sorter<StableSort>.Sort(span, comparer, cancellationToken);

        /// <summary>Sorts a list by a comparer, equal elements keeping their order. See <see cref="ParallelStableSorting"/>.</summary>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <typeparam name="TComparer">The type of the comparer; a struct is inlined.</typeparam>
        /// <param name="list">What to sort. Nobody else may use it meanwhile.</param>
        /// <param name="comparer">The order; null for the default one.</param>
        /// <param name="cancellationToken">Leaves the rest undone: every element is there, in any order.</param>
        /// <exception cref="ArgumentNullException"><paramref name="list"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The list was changed meanwhile.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static void SortStable<T, TComparer>(List<T> list, TComparer comparer, CancellationToken cancellationToken = default)
            where TComparer : IComparer<T>? =>
            Sorter<StableSort>.Sort(list, comparer, cancellationToken);

        /// <summary>Sorts an array by a comparison, equal elements keeping their order. See <see cref="ParallelStableSorting"/>.</summary>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <param name="array">What to sort. Nobody else may use it meanwhile.</param>
        /// <param name="comparison">The order.</param>
        /// <param name="cancellationToken">Leaves the rest undone: every element is there, in any order.</param>
        /// <exception cref="ArgumentNullException"><paramref name="array"/> or <paramref name="comparison"/> is null.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static void SortStable<T>(T[] array, Comparison<T> comparison, CancellationToken cancellationToken = default) =>
            Sorter<StableSort>.Sort(Elements.Of(array), comparison, cancellationToken);

        /// <summary>Sorts a span, wherever it lies by a comparison, equal elements keeping their order. See
        /// <see cref="ParallelStableSorting"/>.</summary>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <param name="span">What to sort. Nobody else may use it meanwhile.</param>
        /// <param name="comparison">The order.</param>
        /// <param name="cancellationToken">Leaves the rest undone: every element is there, in any order.</param>
        /// <exception cref="ArgumentNullException"><paramref name="comparison"/> is null.</exception>
        /// <exception cref="ArgumentException">The span holds references and lies on the stack.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static void SortStable<T>(Span<T> span, Comparison<T> comparison, CancellationToken cancellationToken = default) =>
            Sorter<StableSort>.Sort(span, comparison, cancellationToken);

        /// <summary>Sorts a list by a comparison, equal elements keeping their order. See <see cref="ParallelStableSorting"/>.</summary>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <param name="list">What to sort. Nobody else may use it meanwhile.</param>
        /// <param name="comparison">The order.</param>
        /// <param name="cancellationToken">Leaves the rest undone: every element is there, in any order.</param>
        /// <exception cref="ArgumentNullException"><paramref name="list"/> or <paramref name="comparison"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The list was changed meanwhile.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static void SortStable<T>(List<T> list, Comparison<T> comparison, CancellationToken cancellationToken = default) =>
            Sorter<StableSort>.Sort(list, comparison, cancellationToken);

        /// <summary>Sorts an array by a key of each element, equal elements keeping their order. See
        /// <see cref="ParallelStableSorting"/>.</summary>
        /// <remarks>As by LINQ's <c>OrderBy</c>, keys are computed once for each element, before anything moves; on several threads, if
        /// they take long. They are kept with an index of four bytes each, in memory that is rented like a buffer of elements, and so is
        /// such a buffer. To sort in place instead, pass a comparison.</remarks>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <typeparam name="TKey">The type of the keys.</typeparam>
        /// <param name="array">What to sort. Nobody else may use it meanwhile.</param>
        /// <param name="keySelector">Computes a key.</param>
        /// <param name="comparer">The order of the keys; null for the default one.</param>
        /// <param name="cancellationToken">Leaves the rest undone: every element is there, in any order.</param>
        /// <exception cref="ArgumentNullException"><paramref name="array"/> or <paramref name="keySelector"/> is null.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        /// <example><code>Par.SortStableBy(names, static name =&gt; name.Length);</code></example>
        public static void SortStableBy<T, TKey>(
            T[] array, Func<T, TKey> keySelector, IComparer<TKey>? comparer = null, CancellationToken cancellationToken = default) =>
            Sorter<StableSort>.SortBy(Elements.Of(array), keySelector, comparer, cancellationToken);

        /// <summary>Sorts a span, wherever it lies by a key of each element, equal elements keeping their order. See
        /// <see cref="ParallelStableSorting"/>.</summary>
        /// <remarks>As by LINQ's <c>OrderBy</c>, keys are computed once for each element, before anything moves; on several threads, if
        /// they take long. They are kept with an index of four bytes each, in memory that is rented like a buffer of elements, and so is
        /// such a buffer. To sort in place instead, pass a comparison.</remarks>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <typeparam name="TKey">The type of the keys.</typeparam>
        /// <param name="span">What to sort. Nobody else may use it meanwhile.</param>
        /// <param name="keySelector">Computes a key.</param>
        /// <param name="comparer">The order of the keys; null for the default one.</param>
        /// <param name="cancellationToken">Leaves the rest undone: every element is there, in any order.</param>
        /// <exception cref="ArgumentNullException"><paramref name="keySelector"/> is null.</exception>
        /// <exception cref="ArgumentException">The span holds references and lies on the stack.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static void SortStableBy<T, TKey>(
            Span<T> span, Func<T, TKey> keySelector, IComparer<TKey>? comparer = null, CancellationToken cancellationToken = default) =>
            Sorter<StableSort>.SortBy(span, keySelector, comparer, cancellationToken);

        /// <summary>Sorts a list by a key of each element, equal elements keeping their order. See
        /// <see cref="ParallelStableSorting"/>.</summary>
        /// <remarks>As by LINQ's <c>OrderBy</c>, keys are computed once for each element, before anything moves; on several threads, if
        /// they take long. They are kept with an index of four bytes each, in memory that is rented like a buffer of elements, and so is
        /// such a buffer. To sort in place instead, pass a comparison.</remarks>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <typeparam name="TKey">The type of the keys.</typeparam>
        /// <param name="list">What to sort. Nobody else may use it meanwhile.</param>
        /// <param name="keySelector">Computes a key.</param>
        /// <param name="comparer">The order of the keys; null for the default one.</param>
        /// <param name="cancellationToken">Leaves the rest undone: every element is there, in any order.</param>
        /// <exception cref="ArgumentNullException"><paramref name="list"/> or <paramref name="keySelector"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The list was changed meanwhile.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static void SortStableBy<T, TKey>(
            List<T> list, Func<T, TKey> keySelector, IComparer<TKey>? comparer = null, CancellationToken cancellationToken = default) =>
            Sorter<StableSort>.SortBy(list, keySelector, comparer, cancellationToken);
    }
}
