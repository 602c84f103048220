using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Finds the first of the items with the smallest key.</summary>
    /// <remarks>As in LINQ: keys that are null do not count, unless all are.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="keySelector">Called once for each item, by several workers at once.</param>
    /// <param name="comparer">Orders the keys; null for the default.</param>
    /// <returns>The item; null if there are no items and <typeparamref name="T"/> can be null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keySelector"/> is null.</exception>
    /// <exception cref="InvalidOperationException">There are no items, and <typeparamref name="T"/> cannot be null.</exception>
    /// <exception cref="ArgumentException">The keys cannot be compared.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T? MinBy<TSource, T, TKind, TKey>(
        this ParallelIterator<TSource, T, TKind> source, Func<T, TKey> keySelector, IComparer<TKey>? comparer = null)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind => ExtremumBy<TSource, T, TKind, TKey, Smallest>(source, keySelector, comparer);
}
