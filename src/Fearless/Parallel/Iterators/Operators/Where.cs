using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Keeps the items for which <paramref name="predicate"/> returns true, in order. The result is unindexed.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="predicate">Called once for each item, by several workers at once.</param>
    /// <returns>An iterator over the items that are kept.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    public static ParallelIterator<StagedSource<TSource, T, WhereStage<DelegateFunc<T, bool>, T>, T>, T, Unindexed> Where<TSource, T, TKind>(
        this ParallelIterator<TSource, T, TKind> source, Func<T, bool> predicate)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return source.Where<DelegateFunc<T, bool>>(new(predicate));
    }
}
