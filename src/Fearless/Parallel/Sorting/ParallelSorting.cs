using Fearless.Sorting;

namespace Fearless;

/// <summary>Sorts in parallel where it pays; equal elements end in any order.</summary>
/// <remarks>
/// Everything runs on the pool of the current worker, or on <see cref="WorkerPool.Default"/> elsewhere, and the calling thread waits. What
/// is small or in order already, ascending or strictly descending, is sorted on the calling thread.
/// <para><b>Order.</b> As <see cref="Array.Sort{T}(T[])"/>: null first, NaN before other numbers, strings by the current culture; the order
/// of code units, <see cref="StringComparer.Ordinal"/>, takes a fraction of the time.</para>
/// <para><b>Whatever a comparison does</b>, throw or contradict itself, every element is still there exactly once, and so it is after a
/// cancellation. An exception is rethrown as it was, not inside an <see cref="InvalidOperationException"/> as by
/// <see cref="Array.Sort{T}(T[])"/>; when several workers fail it is the first, and the others are reached by
/// <see cref="SuppressedExceptions.GetSuppressed"/>. Comparisons run on several threads at once.</para>
/// <para><b>Cost.</b> About n log n comparisons, and n where the input is in order. Sorts by a comparison are in place and allocate one
/// object of about a hundred bytes, and a delegate for a comparer that is no struct. Primitive numbers in their default order and strings
/// in
/// <see cref="StringComparer.Ordinal"/> order are not compared: they are distributed by their digits, in a time that grows with n, through
/// buffers of n elements, and for strings of n numbers, that are rented from the process's pool of arrays.</para>
/// </remarks>
public static class ParallelSorting
{
    extension(Par)
    {
        /// <summary>Sorts an array by the default order of its elements. See <see cref="ParallelSorting"/>.</summary>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <param name="array">What to sort. Nobody else may use it meanwhile.</param>
        /// <param name="cancellationToken">Leaves the rest undone: every element is there, in any order.</param>
        /// <exception cref="ArgumentNullException"><paramref name="array"/> is null.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        /// <example><code>Par.Sort(samples);</code></example>
        public static void Sort<T>(T[] array, CancellationToken cancellationToken = default) =>
            Sorter<UnstableSort>.Sort(Elements.Of(array), cancellationToken);

        /// <summary>Sorts a span, wherever it lies by the default order of its elements. See <see cref="ParallelSorting"/>.</summary>
        /// <remarks>A span of references, or of structs that hold some, must not lie on the stack, because .NET does not let another thread
        /// read references there.</remarks>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <param name="span">What to sort. Nobody else may use it meanwhile.</param>
        /// <param name="cancellationToken">Leaves the rest undone: every element is there, in any order.</param>
        /// <exception cref="ArgumentException">The span holds references and lies on the stack.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static void Sort<T>(Span<T> span, CancellationToken cancellationToken = default) =>
            Sorter<UnstableSort>.Sort(span, cancellationToken);

        /// <summary>Sorts a list by the default order of its elements. See <see cref="ParallelSorting"/>.</summary>
        /// <remarks>The list must not be changed meanwhile. That one was, is noticed at the end.</remarks>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <param name="list">What to sort. Nobody else may use it meanwhile.</param>
        /// <param name="cancellationToken">Leaves the rest undone: every element is there, in any order.</param>
        /// <exception cref="ArgumentNullException"><paramref name="list"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The list was changed meanwhile.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static void Sort<T>(List<T> list, CancellationToken cancellationToken = default) =>
            Sorter<UnstableSort>.Sort(list, cancellationToken);

        /// <summary>Sorts an array by a comparer. See <see cref="ParallelSorting"/>.</summary>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <typeparam name="TComparer">The type of the comparer; a struct is inlined.</typeparam>
        /// <param name="array">What to sort. Nobody else may use it meanwhile.</param>
        /// <param name="comparer">The order; null for the default one.</param>
        /// <param name="cancellationToken">Leaves the rest undone: every element is there, in any order.</param>
        /// <exception cref="ArgumentNullException"><paramref name="array"/> is null.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static void Sort<T, TComparer>(T[] array, TComparer comparer, CancellationToken cancellationToken = default)
            where TComparer : IComparer<T>? =>
            Sorter<UnstableSort>.Sort(Elements.Of(array), comparer, cancellationToken);

        /// <summary>Sorts a span, wherever it lies by a comparer. See <see cref="ParallelSorting"/>.</summary>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <typeparam name="TComparer">The type of the comparer; a struct is inlined.</typeparam>
        /// <param name="span">What to sort. Nobody else may use it meanwhile.</param>
        /// <param name="comparer">The order; null for the default one.</param>
        /// <param name="cancellationToken">Leaves the rest undone: every element is there, in any order.</param>
        /// <exception cref="ArgumentException">The span holds references and lies on the stack.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static void Sort<T, TComparer>(Span<T> span, TComparer comparer, CancellationToken cancellationToken = default)
            where TComparer : IComparer<T>? =>
            Sorter<UnstableSort>.Sort(span, comparer, cancellationToken);

        /// <summary>Sorts a list by a comparer. See <see cref="ParallelSorting"/>.</summary>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <typeparam name="TComparer">The type of the comparer; a struct is inlined.</typeparam>
        /// <param name="list">What to sort. Nobody else may use it meanwhile.</param>
        /// <param name="comparer">The order; null for the default one.</param>
        /// <param name="cancellationToken">Leaves the rest undone: every element is there, in any order.</param>
        /// <exception cref="ArgumentNullException"><paramref name="list"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The list was changed meanwhile.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static void Sort<T, TComparer>(List<T> list, TComparer comparer, CancellationToken cancellationToken = default)
            where TComparer : IComparer<T>? =>
            Sorter<UnstableSort>.Sort(list, comparer, cancellationToken);

        /// <summary>Sorts an array by a comparison. See <see cref="ParallelSorting"/>.</summary>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <param name="array">What to sort. Nobody else may use it meanwhile.</param>
        /// <param name="comparison">The order.</param>
        /// <param name="cancellationToken">Leaves the rest undone: every element is there, in any order.</param>
        /// <exception cref="ArgumentNullException"><paramref name="array"/> or <paramref name="comparison"/> is null.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        /// <example><code>Par.Sort(names, static (a, b) =&gt; a.Length.CompareTo(b.Length));</code></example>
        public static void Sort<T>(T[] array, Comparison<T> comparison, CancellationToken cancellationToken = default) =>
            Sorter<UnstableSort>.Sort(Elements.Of(array), comparison, cancellationToken);

        /// <summary>Sorts a span, wherever it lies by a comparison. See <see cref="ParallelSorting"/>.</summary>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <param name="span">What to sort. Nobody else may use it meanwhile.</param>
        /// <param name="comparison">The order.</param>
        /// <param name="cancellationToken">Leaves the rest undone: every element is there, in any order.</param>
        /// <exception cref="ArgumentNullException"><paramref name="comparison"/> is null.</exception>
        /// <exception cref="ArgumentException">The span holds references and lies on the stack.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static void Sort<T>(Span<T> span, Comparison<T> comparison, CancellationToken cancellationToken = default) =>
            Sorter<UnstableSort>.Sort(span, comparison, cancellationToken);

        /// <summary>Sorts a list by a comparison. See <see cref="ParallelSorting"/>.</summary>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <param name="list">What to sort. Nobody else may use it meanwhile.</param>
        /// <param name="comparison">The order.</param>
        /// <param name="cancellationToken">Leaves the rest undone: every element is there, in any order.</param>
        /// <exception cref="ArgumentNullException"><paramref name="list"/> or <paramref name="comparison"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The list was changed meanwhile.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static void Sort<T>(List<T> list, Comparison<T> comparison, CancellationToken cancellationToken = default) =>
            Sorter<UnstableSort>.Sort(list, comparison, cancellationToken);

        /// <summary>Sorts an array by a key of each element. See <see cref="ParallelSorting"/>.</summary>
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
        public static void SortBy<T, TKey>(
            T[] array, Func<T, TKey> keySelector, IComparer<TKey>? comparer = null, CancellationToken cancellationToken = default) =>
            Sorter<UnstableSort>.SortBy(Elements.Of(array), keySelector, comparer, cancellationToken);

        /// <summary>Sorts a span, wherever it lies by a key of each element. See <see cref="ParallelSorting"/>.</summary>
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
        public static void SortBy<T, TKey>(
            Span<T> span, Func<T, TKey> keySelector, IComparer<TKey>? comparer = null, CancellationToken cancellationToken = default) =>
            Sorter<UnstableSort>.SortBy(span, keySelector, comparer, cancellationToken);

        /// <summary>Sorts a list by a key of each element. See <see cref="ParallelSorting"/>.</summary>
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
        public static void SortBy<T, TKey>(
            List<T> list, Func<T, TKey> keySelector, IComparer<TKey>? comparer = null, CancellationToken cancellationToken = default) =>
            Sorter<UnstableSort>.SortBy(list, keySelector, comparer, cancellationToken);
    }
}
