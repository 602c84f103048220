using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Puts the items into arrays of <paramref name="size"/> items, the last of which may be shorter, as LINQ's does.</summary>
    /// <remarks>Only for indexed iterators. For an array, a list, memory or a span without operators, <c>Chunks</c> gives spans and copies nothing.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="size">How many items an array holds, at least one.</param>
    /// <returns>An indexed iterator over new arrays.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less than one.</exception>
    public static ParallelIterator<ChunkSource<TSource, T, ArrayChunk<T>, T[]>, T[], Indexed> Chunk<TSource, T>(this ParallelIterator<TSource, T, Indexed> source, int size)
        where TSource : IParallelSource<T>, allows ref struct
    {
        ChunkRange.ThrowIfInvalid(size);
        return new(new(source.Source, size, default), source.Options);
    }
}
