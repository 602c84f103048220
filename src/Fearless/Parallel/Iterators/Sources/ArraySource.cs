namespace Fearless.Plumbing;

/// <summary>The items of an array, which stays on the heap and needs no pin.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public readonly struct ArraySource<T> : IMutableSource<T>
{
    private readonly T[] _array;

    internal ArraySource(T[] array) => _array = array;

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct => callback.Run(new ArrayProducer<T>(_array));

    /// <inheritdoc/>
    public TResult OpenContiguous<TCallback, TResult>(TCallback callback)
        where TCallback : IContiguousCallback<T, TResult>, allows ref struct => callback.Run(new ArrayProducer<T>(_array));

    /// <inheritdoc/>
    public TResult OpenMutable<TCallback, TResult>(TCallback callback)
        where TCallback : IMutableCallback<T, TResult>, allows ref struct => callback.Run(new ArrayProducer<T>(_array));
}
