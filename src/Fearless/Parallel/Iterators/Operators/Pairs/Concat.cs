using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Goes over one iterator and then over another. Rayon's <c>chain</c>.</summary>
    /// <remarks>Both indexed, and so is the result, or both not: see <see cref="AsUnindexed{TSource, T, TKind}"/>. The options of the first
    /// hold for both: pool, token, lengths.</remarks>
    /// <typeparam name="TLeft">The first source and its operators.</typeparam>
    /// <typeparam name="TRight">The second source and its operators.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The first iterator, which also says how the whole is to run.</param>
    /// <param name="second">The second iterator.</param>
    /// <returns>An iterator over the items of both, of the same kind.</returns>
    /// <exception cref="OverflowException">When it runs: both together have more than <see cref="long.MaxValue"/> slots.</exception>
    public static ParallelIterator<ConcatSource<TLeft, TRight, T, TKind>, T, TKind> Concat<TLeft, TRight, T, TKind>(
        this ParallelIterator<TLeft, T, TKind> source, ParallelIterator<TRight, T, TKind> second)
        where TLeft : IParallelSource<T>, allows ref struct
        where TRight : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind => new(new(source.Source, second.Source), source.Options);

    /// <summary>Forgets that the number of items is known, so that the iterator can be joined with one of which it is not.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <returns>An unindexed iterator over the same items.</returns>
    public static ParallelIterator<TSource, T, Unindexed> AsUnindexed<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind => new(source.Source, source.Options);
}
