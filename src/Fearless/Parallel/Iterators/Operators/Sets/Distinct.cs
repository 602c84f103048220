using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Makes an array of the items without repetitions: of equal ones the first, in order.</summary>
    /// <remarks>Each worker drops the repetitions of its pieces, and pieces are combined from left to right.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="comparer">Says which items are equal; null for the default.</param>
    /// <returns>A new array, or the shared empty one.</returns>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T[] Distinct<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, IEqualityComparer<T>? comparer = null)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind => DistinctPairs(source.Select(static item => (item, item)), comparer);

    /// <summary>Makes an array of the items without those whose key came before, in order.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="keySelector">Called once for each item, by several workers at once.</param>
    /// <param name="comparer">Says which keys are equal; null for the default.</param>
    /// <returns>A new array, or the shared empty one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keySelector"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T[] DistinctBy<TSource, T, TKind, TKey>(
        this ParallelIterator<TSource, T, TKind> source, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(keySelector);
        return DistinctPairs(source.Select(item => (keySelector(item), item)), comparer);
    }

    // The key of an item is computed once, and kept until pieces are combined.
    private static T[] DistinctPairs<TSource, TKey, T, TKind>(ParallelIterator<TSource, (TKey Key, T Item), TKind> pairs, IEqualityComparer<TKey>? comparer)
        where TSource : IParallelSource<(TKey Key, T Item)>, allows ref struct
        where TKind : struct, IIterationKind =>
        pairs.Aggregate(
            () => new FirstOfKeys<TKey, T>(comparer),
            static (firsts, pair) =>
            {
                firsts.Add(pair);
                return firsts;
            },
            static (left, right) =>
            {
                left.Add(right);
                return left;
            }).ToArray();
}
