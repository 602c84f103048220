using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Makes an array of the items of two iterators without repetitions: of equal ones the first, in order.</summary>
    /// <typeparam name="TLeft">The first source and its operators.</typeparam>
    /// <typeparam name="TLeftKind">Whether the number of its items is known.</typeparam>
    /// <typeparam name="TRight">The second source and its operators.</typeparam>
    /// <typeparam name="TRightKind">Whether the number of its items is known.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The first iterator, which also says how the whole is to run.</param>
    /// <param name="second">The second iterator.</param>
    /// <param name="comparer">Says which items are equal; null for the default.</param>
    /// <returns>A new array, or the shared empty one.</returns>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T[] Union<TLeft, TLeftKind, TRight, TRightKind, T>(
        this ParallelIterator<TLeft, T, TLeftKind> source, ParallelIterator<TRight, T, TRightKind> second, IEqualityComparer<T>? comparer = null)
        where TLeft : IParallelSource<T>, allows ref struct
        where TLeftKind : struct, IIterationKind
        where TRight : IParallelSource<T>, allows ref struct
        where TRightKind : struct, IIterationKind => source.AsUnindexed().Concat(second.AsUnindexed()).Distinct(comparer);

    /// <summary>Makes an array of the items of two iterators without those whose key came before, in order.</summary>
    /// <typeparam name="TLeft">The first source and its operators.</typeparam>
    /// <typeparam name="TLeftKind">Whether the number of its items is known.</typeparam>
    /// <typeparam name="TRight">The second source and its operators.</typeparam>
    /// <typeparam name="TRightKind">Whether the number of its items is known.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The first iterator, which also says how the whole is to run.</param>
    /// <param name="second">The second iterator.</param>
    /// <param name="keySelector">Called once for each item, by several workers at once.</param>
    /// <param name="comparer">Says which keys are equal; null for the default.</param>
    /// <returns>A new array, or the shared empty one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keySelector"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T[] UnionBy<TLeft, TLeftKind, TRight, TRightKind, T, TKey>(
        this ParallelIterator<TLeft, T, TLeftKind> source, ParallelIterator<TRight, T, TRightKind> second, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null)
        where TLeft : IParallelSource<T>, allows ref struct
        where TLeftKind : struct, IIterationKind
        where TRight : IParallelSource<T>, allows ref struct
        where TRightKind : struct, IIterationKind => source.AsUnindexed().Concat(second.AsUnindexed()).DistinctBy(keySelector, comparer);
}
