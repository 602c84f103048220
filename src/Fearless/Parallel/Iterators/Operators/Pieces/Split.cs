using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Cuts an array, a list, memory or a span at separators, into spans of what is between them. Nothing is copied. Rayon's
    /// <c>par_split</c>.</summary>
    /// <remarks>
    /// The pieces lie where they lay, and are disjoint, so whoever is given one may write to it without a lock, but for read-only memory.
    /// <para>Workers look for separators as they go, a worker in its own part, and an idle one gets a part that begins near the middle of
    /// what is left: so a piece is never split, and no item is looked at by more than the one worker that has it. <c>WithMinLength</c> and
    /// <c>WithMaxLength</c> do not count here,
    /// <c>WithFixedPieces</c> goes over all on one worker, and progress is told at the end only.</para>
    /// </remarks>
    /// <typeparam name="TSource">The source, without operators: an array, a list, memory or a span.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="isSeparator">Whether an item separates. Called at least once for each item, by several workers at once.</param>
    /// <returns>An unindexed iterator over the pieces, in order: one more than there are separators, and so pieces may be empty.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="isSeparator"/> is null.</exception>
    public static ParallelIterator<PiecesSource<TSource, T, PredicateSeparator<T>>, Span<T>, Unindexed> Split<TSource, T>(
        this ParallelIterator<TSource, T, Indexed> source, Func<T, bool> isSeparator)
        where TSource : IMutableSource<T>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(isSeparator);
        return new(new(source.Source, new(isSeparator), PieceKind.Separated), source.Options);
    }

    /// <inheritdoc cref="Split{TSource, T}(ParallelIterator{TSource, T, Indexed}, Func{T, bool})"/>
    public static ParallelIterator<ReadOnlyPiecesSource<ReadOnlySpanSource<T>, T, PredicateSeparator<T>>, ReadOnlySpan<T>, Unindexed> Split<T>(
        this ParallelIterator<ReadOnlySpanSource<T>, T, Indexed> source, Func<T, bool> isSeparator)
    {
        ArgumentNullException.ThrowIfNull(isSeparator);
        return new(new(source.Source, new(isSeparator), PieceKind.Separated), source.Options);
    }

    /// <inheritdoc cref="Split{TSource, T}(ParallelIterator{TSource, T, Indexed}, Func{T, bool})"/>
    public static ParallelIterator<ReadOnlyPiecesSource<ReadOnlyMemorySource<T>, T, PredicateSeparator<T>>, ReadOnlySpan<T>, Unindexed> Split<T>(
        this ParallelIterator<ReadOnlyMemorySource<T>, T, Indexed> source, Func<T, bool> isSeparator)
    {
        ArgumentNullException.ThrowIfNull(isSeparator);
        return new(new(source.Source, new(isSeparator), PieceKind.Separated), source.Options);
    }
}
