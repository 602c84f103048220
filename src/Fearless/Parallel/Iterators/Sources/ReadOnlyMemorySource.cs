namespace Fearless.Plumbing;

/// <summary>The items of read-only memory.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public readonly struct ReadOnlyMemorySource<T> : IContiguousSource<T>
{
    private readonly ReadOnlyMemory<T> _memory;

    internal ReadOnlyMemorySource(ReadOnlyMemory<T> memory) => _memory = memory;

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct =>
        new ReadOnlySpanSource<T>(_memory.Span).Open<TCallback, TResult>(callback);

    /// <inheritdoc/>
    public TResult OpenContiguous<TCallback, TResult>(TCallback callback)
        where TCallback : IContiguousCallback<T, TResult>, allows ref struct =>
        new ReadOnlySpanSource<T>(_memory.Span).OpenContiguous<TCallback, TResult>(callback);
}
