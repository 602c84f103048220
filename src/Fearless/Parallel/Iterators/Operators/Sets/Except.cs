using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Makes an array of the items that are not among others, without repetitions, in order.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="second">The other items; it is enumerated once, on the calling thread.</param>
    /// <param name="comparer">Says which items are equal; null for the default.</param>
    /// <returns>A new array, or the shared empty one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="second"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T[] Except<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, IEnumerable<T> second, IEqualityComparer<T>? comparer = null)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(second);
        var others = second.ToHashSet(comparer);
        return source.Where(item => !others.Contains(item)).Distinct(comparer);
    }

    /// <summary>Makes an array of the items whose key is not among others, without those whose key came before, in order.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="second">The keys; it is enumerated once, on the calling thread.</param>
    /// <param name="keySelector">Called once for each item, by several workers at once.</param>
    /// <param name="comparer">Says which keys are equal; null for the default.</param>
    /// <returns>A new array, or the shared empty one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="second"/> or <paramref name="keySelector"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T[] ExceptBy<TSource, T, TKind, TKey>(
        this ParallelIterator<TSource, T, TKind> source, IEnumerable<TKey> second, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(keySelector);
        var others = second.ToHashSet(comparer);
        return DistinctPairs(source.Select(item => (Key: keySelector(item), Item: item)).Where(pair => !others.Contains(pair.Key)), comparer);
    }
}
