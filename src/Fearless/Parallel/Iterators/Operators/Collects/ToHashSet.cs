using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Makes a set of the items. Each worker fills one of its own; they are united at the end.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="comparer">Says which items are equal; null for the default. Several workers call it at once.</param>
    /// <returns>A new set, which holds the first of equal items.</returns>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static HashSet<T> ToHashSet<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, IEqualityComparer<T>? comparer = null)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind =>
        source.Aggregate(
            () => new HashSet<T>(comparer),
            static (set, item) =>
            {
                set.Add(item);
                return set;
            },
            static (left, right) =>
            {
                left.UnionWith(right);
                return left;
            });
}
