namespace Fearless.Plumbing;

/// <summary>Memory as spans of a fixed length that may be written.</summary>
/// <typeparam name="TSource">The type of the source.</typeparam>
/// <typeparam name="T">The type of its items.</typeparam>
public readonly ref struct ChunksSource<TSource, T> : IParallelSource<Span<T>>
    where TSource : IMutableSource<T>, allows ref struct
{
    private readonly SlicesSource<WritableSource<TSource, T>, T, ChunkSlices> _slices;

    internal ChunksSource(TSource source, int size) => _slices = new(new(source), new(size));

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<Span<T>, TResult>, allows ref struct =>
        _slices.Open<StagedCallback<ReadOnlySpan<T>, WritableStage<T>, Span<T>, TCallback, TResult>, TResult>(new(callback, default));
}
