using System.Runtime.InteropServices;
using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Folds the items of each key into an accumulator. Each worker has accumulators of its own; they are combined at the end.</summary>
    /// <remarks><paramref name="combine"/> must be associative and agree with <paramref name="fold"/>, as for
    /// <see cref="Aggregate{TSource, T, TKind, TAccumulate}(ParallelIterator{TSource, T, TKind}, Func{TAccumulate}, Func{TAccumulate, T, TAccumulate}, Func{TAccumulate, TAccumulate, TAccumulate})"/>.
    /// The keys come in the order in which they first occur in the source.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TAccumulate">The type of the accumulators.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="keySelector">Called once for each item, by several workers at once.</param>
    /// <param name="seedFactory">Makes the accumulator of a key.</param>
    /// <param name="fold">Folds an item into the accumulator of its key.</param>
    /// <param name="combine">Combines two accumulators of a key, the left one first.</param>
    /// <param name="comparer">Says which keys are equal; null for the default.</param>
    /// <returns>A new dictionary with the accumulator of each key.</returns>
    /// <exception cref="ArgumentNullException">A delegate is null, or made a key that is.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static Dictionary<TKey, TAccumulate> AggregateBy<TSource, T, TKind, TKey, TAccumulate>(
        this ParallelIterator<TSource, T, TKind> source,
        Func<T, TKey> keySelector,
        Func<TAccumulate> seedFactory,
        Func<TAccumulate, T, TAccumulate> fold,
        Func<TAccumulate, TAccumulate, TAccumulate> combine,
        IEqualityComparer<TKey>? comparer = null)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(keySelector);
        ArgumentNullException.ThrowIfNull(seedFactory);
        ArgumentNullException.ThrowIfNull(fold);
        ArgumentNullException.ThrowIfNull(combine);
        return source.Aggregate(
            () => new Dictionary<TKey, TAccumulate>(comparer),
            (groups, item) =>
            {
                ref TAccumulate? group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, keySelector(item), out bool exists);
                group = fold(exists ? group! : seedFactory(), item);
                return groups;
            },
            (left, right) =>
            {
                foreach ((TKey key, TAccumulate value) in right)
                {
                    ref TAccumulate? group = ref CollectionsMarshal.GetValueRefOrAddDefault(left, key, out bool exists);
                    group = exists ? combine(group!, value) : value;
                }
                return left;
            });
    }

    /// <summary>Counts the items of each key. The keys come in the order in which they first occur in the source.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="keySelector">Called once for each item, by several workers at once.</param>
    /// <param name="comparer">Says which keys are equal; null for the default.</param>
    /// <returns>A new dictionary with the number of items of each key.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keySelector"/> is null, or made a key that is.</exception>
    /// <exception cref="OverflowException">A key has more than <see cref="int.MaxValue"/> items.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static Dictionary<TKey, int> CountBy<TSource, T, TKind, TKey>(
        this ParallelIterator<TSource, T, TKind> source, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
        where TKey : notnull =>
        source.AggregateBy(keySelector, static () => 0, static (count, _) => checked(count + 1), static (left, right) => checked(left + right), comparer);

    /// <summary>Gathers the items of each key, in order. The keys come in the order in which they first occur in the source.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="keySelector">Called once for each item, by several workers at once.</param>
    /// <param name="comparer">Says which keys are equal; null for the default.</param>
    /// <returns>A new dictionary with a list of the items of each key.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keySelector"/> is null, or made a key that is.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static Dictionary<TKey, List<T>> GroupBy<TSource, T, TKind, TKey>(
        this ParallelIterator<TSource, T, TKind> source, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
        where TKey : notnull =>
        source.AggregateBy(
            keySelector,
            static () => new List<T>(),
            static (group, item) =>
            {
                group.Add(item);
                return group;
            },
            static (left, right) =>
            {
                left.AddRange(right);
                return left;
            },
            comparer);
}
