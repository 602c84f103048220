using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Keeps some of the items: those that workers come to first. All workers stop soon after that. Rayon's <c>take_any</c>.</summary>
    /// <remarks>Which items these are depends on timing; they keep their order. Costs less than the first ones, and works for any iterator.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="count">How many; none if it is negative.</param>
    /// <returns>An iterator over them, in order.</returns>
    public static ParallelIterator<GatedSource<TSource, T>, T, Unindexed> TakeAny<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, long count)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind
    {
        return new(new(source.Source, () => new CountGate<T>(GateSide.Before, count)), source.Options);
    }

    /// <summary>Keeps items until <paramref name="predicate"/> returns false for any of them. All workers stop soon after that. Rayon's <c>take_any_while</c>.</summary>
    /// <remarks>Which items these are depends on timing; they keep their order. LINQ's meaning has <see cref="TakeWhile"/>.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="predicate">Called by several workers at once, at most once for each item.</param>
    /// <returns>An iterator over them, in order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    public static ParallelIterator<GatedSource<TSource, T>, T, Unindexed> TakeAnyWhile<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, Func<T, bool> predicate)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return new(new(source.Source, () => new RefusalGate<T>(GateSide.Before, predicate)), source.Options);
    }
}
