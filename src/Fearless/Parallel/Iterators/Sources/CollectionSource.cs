namespace Fearless.Plumbing;

/// <summary>The items of a collection that does not lie side by side in memory: they are copied into an array when the iterator runs.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public readonly struct CollectionSource<T> : IContiguousSource<T>
{
    private readonly IReadOnlyCollection<T> _collection;

    internal CollectionSource(IReadOnlyCollection<T> collection) => _collection = collection;

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct => callback.Run(new ArrayProducer<T>(Snapshot.Of(_collection)));

    /// <inheritdoc/>
    public TResult OpenContiguous<TCallback, TResult>(TCallback callback)
        where TCallback : IContiguousCallback<T, TResult>, allows ref struct => callback.Run(new ArrayProducer<T>(Snapshot.Of(_collection)));
}
