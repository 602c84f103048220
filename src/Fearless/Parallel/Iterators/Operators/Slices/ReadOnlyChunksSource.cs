namespace Fearless.Plumbing;

/// <summary>Memory as read-only spans of a fixed length.</summary>
/// <typeparam name="TSource">The type of the source.</typeparam>
/// <typeparam name="T">The type of its items.</typeparam>
public readonly ref struct ReadOnlyChunksSource<TSource, T> : IParallelSource<ReadOnlySpan<T>>
    where TSource : IContiguousSource<T>, allows ref struct
{
    private readonly SlicesSource<TSource, T, ChunkSlices> _slices;

    internal ReadOnlyChunksSource(TSource source, int size) => _slices = new(source, new(size));

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<ReadOnlySpan<T>, TResult>, allows ref struct => _slices.Open<TCallback, TResult>(callback);
}
