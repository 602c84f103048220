using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Makes an array of the largest items, as LINQ's <c>OrderDescending().Take(count)</c> would, without sorting the others.</summary>
    /// <remarks>A piece keeps at most twice as many items as are wanted, so <paramref name="count"/> decides what memory it takes. Of equal items the
    /// earlier come first.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="count">How many; none if it is negative, as in LINQ.</param>
    /// <param name="comparer">The order; null for the default.</param>
    /// <returns>A new array, sorted; all items if there are fewer.</returns>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T[] TakeLargest<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, int count, IComparer<T>? comparer = null)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind => source.TakeLargestBy(static item => item, count, comparer);

    /// <summary>Makes an array of the items with the largest keys, as LINQ's <c>OrderByDescending(keySelector).Take(count)</c> would, without sorting the
    /// others.</summary>
    /// <remarks>A piece keeps at most twice as many items as are wanted, so <paramref name="count"/> decides what memory it takes. Of items with equal
    /// keys the earlier come first.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="keySelector">Called once for each item, by several workers at once.</param>
    /// <param name="count">How many; none if it is negative, as in LINQ.</param>
    /// <param name="comparer">The order of the keys; null for the default.</param>
    /// <returns>A new array, sorted; all items if there are fewer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keySelector"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T[] TakeLargestBy<TSource, T, TKind, TKey>(
        this ParallelIterator<TSource, T, TKind> source, Func<T, TKey> keySelector, int count, IComparer<TKey>? comparer = null)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
    {
        IComparer<TKey> order = comparer ?? Comparer<TKey>.Default;
        return source.TakeSmallestBy(keySelector, count, Comparer<TKey>.Create((x, y) => order.Compare(y, x)));
    }
}
