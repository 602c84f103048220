using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Cuts an array, a list, memory or a span into spans of <paramref name="size"/> items, the last of which may be shorter.
    /// Nothing is copied.</summary>
    /// <remarks>The chunks are disjoint, so whoever is given one may write to it without a lock. Lengths given to <c>WithMinLength</c> and
    /// <c>WithMaxLength</c> count chunks.</remarks>
    /// <example><code>image.AsSpan().Par().Chunks(rowBytes).ForEach(static row => Invert(row));</code></example>
    /// <typeparam name="TSource">The source, without operators.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="size">How many items a chunk holds, at least one.</param>
    /// <returns>An indexed iterator over the chunks.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less than one.</exception>
    public static ParallelIterator<ChunksSource<TSource, T>, Span<T>, Indexed> Chunks<TSource, T>(this ParallelIterator<TSource, T, Indexed> source, int size)
        where TSource : IMutableSource<T>, allows ref struct
    {
        ChunkRange.ThrowIfInvalid(size);
        return new(new ChunksSource<TSource, T>(source.Source, size), source.Options);
    }

    /// <summary>Cuts a read-only span into read-only spans of <paramref name="size"/> items, the last of which may be shorter. Nothing is
    /// copied.</summary>
    /// <remarks>Lengths given to <c>WithMinLength</c> and <c>WithMaxLength</c> count chunks.</remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="size">How many items a chunk holds, at least one.</param>
    /// <returns>An indexed iterator over the chunks.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less than one.</exception>
    public static ParallelIterator<ReadOnlyChunksSource<ReadOnlySpanSource<T>, T>, ReadOnlySpan<T>, Indexed> Chunks<T>(
        this ParallelIterator<ReadOnlySpanSource<T>, T, Indexed> source, int size)
    {
        ChunkRange.ThrowIfInvalid(size);
        return new(new ReadOnlyChunksSource<ReadOnlySpanSource<T>, T>(source.Source, size), source.Options);
    }

    /// <summary>Cuts read-only memory into read-only spans of <paramref name="size"/> items, the last of which may be shorter. Nothing is
    /// copied.</summary>
    /// <remarks>Lengths given to <c>WithMinLength</c> and <c>WithMaxLength</c> count chunks.</remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="size">How many items a chunk holds, at least one.</param>
    /// <returns>An indexed iterator over the chunks.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less than one.</exception>
    public static ParallelIterator<ReadOnlyChunksSource<ReadOnlyMemorySource<T>, T>, ReadOnlySpan<T>, Indexed> Chunks<T>(
        this ParallelIterator<ReadOnlyMemorySource<T>, T, Indexed> source, int size)
    {
        ChunkRange.ThrowIfInvalid(size);
        return new(new ReadOnlyChunksSource<ReadOnlyMemorySource<T>, T>(source.Source, size), source.Options);
    }
}
