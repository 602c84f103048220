using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Cuts an array, a list, memory or a span into runs: spans of items that follow each other, each of which belongs to the one
    /// before. Nothing is copied. Rayon's <c>par_chunk_by</c>.</summary>
    /// <remarks>A run ends where <paramref name="belongTogether"/> is false for its last item and the next one; no run is empty. Runs are
    /// found and shared out as by
    /// <see cref="Split{TSource, T}(ParallelIterator{TSource, T, Indexed}, Func{T, bool})"/>.</remarks>
    /// <example><code>names.Par().ChunkBy(static (a, b) =&gt; a[0] == b[0]).ForEach(static names =&gt; names.Reverse());</code></example>
    /// <typeparam name="TSource">The source, without operators: an array, a list, memory or a span.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="belongTogether">Whether an item belongs to the one before it. Called at least once for each two neighbours, by several
    /// workers at once.</param>
    /// <returns>An unindexed iterator over the runs, in order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="belongTogether"/> is null.</exception>
    public static ParallelIterator<PiecesSource<TSource, T, RunSeparator<T>>, Span<T>, Unindexed> ChunkBy<TSource, T>(
        this ParallelIterator<TSource, T, Indexed> source, Func<T, T, bool> belongTogether)
        where TSource : IMutableSource<T>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(belongTogether);
        return new(new(source.Source, new(belongTogether), PieceKind.Inclusive), source.Options);
    }

    /// <inheritdoc cref="ChunkBy{TSource, T}(ParallelIterator{TSource, T, Indexed}, Func{T, T, bool})"/>
    public static ParallelIterator<ReadOnlyPiecesSource<ReadOnlySpanSource<T>, T, RunSeparator<T>>, ReadOnlySpan<T>, Unindexed> ChunkBy<T>(
        this ParallelIterator<ReadOnlySpanSource<T>, T, Indexed> source, Func<T, T, bool> belongTogether)
    {
        ArgumentNullException.ThrowIfNull(belongTogether);
        return new(new(source.Source, new(belongTogether), PieceKind.Inclusive), source.Options);
    }

    /// <inheritdoc cref="ChunkBy{TSource, T}(ParallelIterator{TSource, T, Indexed}, Func{T, T, bool})"/>
    public static ParallelIterator<ReadOnlyPiecesSource<ReadOnlyMemorySource<T>, T, RunSeparator<T>>, ReadOnlySpan<T>, Unindexed> ChunkBy<T>(
        this ParallelIterator<ReadOnlyMemorySource<T>, T, Indexed> source, Func<T, T, bool> belongTogether)
    {
        ArgumentNullException.ThrowIfNull(belongTogether);
        return new(new(source.Source, new(belongTogether), PieceKind.Inclusive), source.Options);
    }
}
