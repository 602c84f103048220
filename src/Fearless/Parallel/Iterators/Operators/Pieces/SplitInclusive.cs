using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Cuts an array, a list, memory or a span behind separators: each piece but perhaps the last ends with one. Nothing is
    /// copied. Rayon's
    /// <c>par_split_inclusive</c>.</summary>
    /// <remarks>As <see cref="Split{TSource, T}(ParallelIterator{TSource, T, Indexed}, Func{T, bool})"/>.</remarks>
    /// <typeparam name="TSource">The source, without operators: an array, a list, memory or a span.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="isSeparator">Whether an item separates. Called at least once for each item, by several workers at once.</param>
    /// <returns>An unindexed iterator over the pieces, in order; over none if there are no items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="isSeparator"/> is null.</exception>
    public static ParallelIterator<PiecesSource<TSource, T, PredicateSeparator<T>>, Span<T>, Unindexed> SplitInclusive<TSource, T>(
        this ParallelIterator<TSource, T, Indexed> source, Func<T, bool> isSeparator)
        where TSource : IMutableSource<T>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(isSeparator);
        return new(new(source.Source, new(isSeparator), PieceKind.Inclusive), source.Options);
    }

    /// <inheritdoc cref="SplitInclusive{TSource, T}(ParallelIterator{TSource, T, Indexed}, Func{T, bool})"/>
    public static ParallelIterator<ReadOnlyPiecesSource<ReadOnlySpanSource<T>, T, PredicateSeparator<T>>, ReadOnlySpan<T>, Unindexed> SplitInclusive<T>(
        this ParallelIterator<ReadOnlySpanSource<T>, T, Indexed> source, Func<T, bool> isSeparator)
    {
        ArgumentNullException.ThrowIfNull(isSeparator);
        return new(new(source.Source, new(isSeparator), PieceKind.Inclusive), source.Options);
    }

    /// <inheritdoc cref="SplitInclusive{TSource, T}(ParallelIterator{TSource, T, Indexed}, Func{T, bool})"/>
    public static ParallelIterator<ReadOnlyPiecesSource<ReadOnlyMemorySource<T>, T, PredicateSeparator<T>>, ReadOnlySpan<T>, Unindexed> SplitInclusive<T>(
        this ParallelIterator<ReadOnlyMemorySource<T>, T, Indexed> source, Func<T, bool> isSeparator)
    {
        ArgumentNullException.ThrowIfNull(isSeparator);
        return new(new(source.Source, new(isSeparator), PieceKind.Inclusive), source.Options);
    }
}
