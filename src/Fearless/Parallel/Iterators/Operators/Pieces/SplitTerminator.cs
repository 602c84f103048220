using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Cuts an array, a list, memory or a span at separators that end the piece before them: so there is no empty piece behind the
    /// last one. Nothing is copied. Rayon's <c>par_split_terminator</c>.</summary>
    /// <remarks>As <see cref="Split{TSource, T}(ParallelIterator{TSource, T, Indexed}, Func{T, bool})"/>.</remarks>
    /// <typeparam name="TSource">The source, without operators: an array, a list, memory or a span.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="isSeparator">Whether an item ends a piece. Called at least once for each item, by several workers at once.</param>
    /// <returns>An unindexed iterator over the pieces without what ends them, in order; over none if there are no items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="isSeparator"/> is null.</exception>
    public static ParallelIterator<PiecesSource<TSource, T, PredicateSeparator<T>>, Span<T>, Unindexed> SplitTerminator<TSource, T>(
        this ParallelIterator<TSource, T, Indexed> source, Func<T, bool> isSeparator)
        where TSource : IMutableSource<T>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(isSeparator);
        return new(new(source.Source, new(isSeparator), PieceKind.Terminated), source.Options);
    }

    /// <inheritdoc cref="SplitTerminator{TSource, T}(ParallelIterator{TSource, T, Indexed}, Func{T, bool})"/>
    public static ParallelIterator<ReadOnlyPiecesSource<ReadOnlySpanSource<T>, T, PredicateSeparator<T>>, ReadOnlySpan<T>, Unindexed> SplitTerminator<T>(
        this ParallelIterator<ReadOnlySpanSource<T>, T, Indexed> source, Func<T, bool> isSeparator)
    {
        ArgumentNullException.ThrowIfNull(isSeparator);
        return new(new(source.Source, new(isSeparator), PieceKind.Terminated), source.Options);
    }

    /// <inheritdoc cref="SplitTerminator{TSource, T}(ParallelIterator{TSource, T, Indexed}, Func{T, bool})"/>
    public static ParallelIterator<ReadOnlyPiecesSource<ReadOnlyMemorySource<T>, T, PredicateSeparator<T>>, ReadOnlySpan<T>, Unindexed> SplitTerminator<T>(
        this ParallelIterator<ReadOnlyMemorySource<T>, T, Indexed> source, Func<T, bool> isSeparator)
    {
        ArgumentNullException.ThrowIfNull(isSeparator);
        return new(new(source.Source, new(isSeparator), PieceKind.Terminated), source.Options);
    }
}
