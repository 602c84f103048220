namespace Fearless.Plumbing;

/// <summary>The items of memory.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public readonly struct MemorySource<T> : IMutableSource<T>
{
    private readonly Memory<T> _memory;

    internal MemorySource(Memory<T> memory) => _memory = memory;

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct => new SpanSource<T>(_memory.Span).Open<TCallback, TResult>(callback);

    /// <inheritdoc/>
    public TResult OpenContiguous<TCallback, TResult>(TCallback callback)
        where TCallback : IContiguousCallback<T, TResult>, allows ref struct => new SpanSource<T>(_memory.Span).OpenContiguous<TCallback, TResult>(callback);

    /// <inheritdoc/>
    public TResult OpenMutable<TCallback, TResult>(TCallback callback)
        where TCallback : IMutableCallback<T, TResult>, allows ref struct => new SpanSource<T>(_memory.Span).OpenMutable<TCallback, TResult>(callback);
}
