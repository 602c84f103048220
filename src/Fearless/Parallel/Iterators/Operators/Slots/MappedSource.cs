namespace Fearless.Plumbing;

/// <summary>An indexed source of which an operator keeps some slots, or turns their order round.</summary>
/// <typeparam name="TSource">The type of the source.</typeparam>
/// <typeparam name="T">The type of its items.</typeparam>
/// <typeparam name="TMap">The type of the map.</typeparam>
public readonly ref struct MappedSource<TSource, T, TMap> : IParallelSource<T>
    where TSource : IParallelSource<T>, allows ref struct
    where T : allows ref struct
    where TMap : struct, ISlotMap
{
    private readonly TSource _source;
    private readonly TMap _map;

    internal MappedSource(TSource source, TMap map)
    {
        _source = source;
        _map = map;
    }

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct => _source.Open<Callback<TCallback, TResult>, TResult>(new(callback, _map));

    private readonly ref struct Callback<TCallback, TResult>(TCallback callback, TMap map) : IProducerCallback<T, TResult>
        where TCallback : IProducerCallback<T, TResult>, allows ref struct
    {
        private readonly TCallback _callback = callback;

        public TResult Run<TProducer>(TProducer producer)
            where TProducer : struct, IProducer<T> => _callback.Run(new Producer<TProducer>(producer, map));
    }

    private readonly struct Producer<TProducer>(TProducer producer, TMap map) : IProducer<T>
        where TProducer : struct, IProducer<T>
    {
        public long Length => map.GetLength(producer.Length);

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<T>, allows ref struct => map.Fold<TProducer, T, TFolder>(producer, start, count, folder);
    }
}
