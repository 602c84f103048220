using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Drops some of the items: those that workers come to first. Rayon's <c>skip_any</c>.</summary>
    /// <remarks>Which items these are depends on timing; the others keep their order.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="count">How many; none if it is negative.</param>
    /// <returns>An iterator over them, in order.</returns>
    public static ParallelIterator<GatedSource<TSource, T>, T, Unindexed> SkipAny<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, long count)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind
    {
        return new(new(source.Source, () => new CountGate<T>(GateSide.Behind, count)), source.Options);
    }

    /// <summary>Drops items until <paramref name="predicate"/> returns false for any of them. Rayon's <c>skip_any_while</c>.</summary>
    /// <remarks>Which items these are depends on timing; the others keep their order. LINQ's meaning has <see cref="SkipWhile"/>.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="predicate">Called by several workers at once, at most once for each item.</param>
    /// <returns>An iterator over them, in order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    public static ParallelIterator<GatedSource<TSource, T>, T, Unindexed> SkipAnyWhile<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, Func<T, bool> predicate)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return new(new(source.Source, () => new RefusalGate<T>(GateSide.Behind, predicate)), source.Options);
    }
}
