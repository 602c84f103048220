namespace Fearless.Plumbing;

/// <summary>Memory as overlapping read-only spans of a fixed length.</summary>
/// <typeparam name="TSource">The type of the source.</typeparam>
/// <typeparam name="T">The type of its items.</typeparam>
public readonly ref struct WindowsSource<TSource, T> : IParallelSource<ReadOnlySpan<T>>
    where TSource : IContiguousSource<T>, allows ref struct
{
    private readonly SlicesSource<TSource, T, WindowSlices> _slices;

    internal WindowsSource(TSource source, int size) => _slices = new(source, new(size));

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<ReadOnlySpan<T>, TResult>, allows ref struct => _slices.Open<TCallback, TResult>(callback);
}
