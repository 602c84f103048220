namespace Fearless.Plumbing;

/// <summary>The items of an indexed source in arrays of a fixed length.</summary>
/// <typeparam name="TSource">The type of the source.</typeparam>
/// <typeparam name="T">The type of its items.</typeparam>
public readonly ref struct ChunkSource<TSource, T> : IParallelSource<T[]>
    where TSource : IParallelSource<T>, allows ref struct
{
    private readonly TSource _source;
    private readonly int _size;

    internal ChunkSource(TSource source, int size)
    {
        _source = source;
        _size = size;
    }

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T[], TResult>, allows ref struct => _source.Open<Callback<TCallback, TResult>, TResult>(new(callback, _size));

    private readonly ref struct Callback<TCallback, TResult>(TCallback callback, int size) : IProducerCallback<T, TResult>
        where TCallback : IProducerCallback<T[], TResult>, allows ref struct
    {
        private readonly TCallback _callback = callback;

        public TResult Run<TProducer>(TProducer producer)
            where TProducer : struct, IProducer<T> => _callback.Run(new Producer<TProducer>(producer, size));
    }

    private readonly struct Producer<TProducer>(TProducer producer, int size) : IProducer<T[]>
        where TProducer : struct, IProducer<T>
    {
        public long Length => ChunkRange.Count(producer.Length, size);

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<T[]>, allows ref struct
        {
            folder.Fold(new Block<TProducer>(producer, size, start, count));
            return folder;
        }
    }

    /// <summary>Makes the array of a slot when it is asked for.</summary>
    private readonly struct Block<TProducer>(TProducer producer, int size, long start, int length) : IBlock<T[]>
        where TProducer : struct, IProducer<T>
    {
        public int Length => length;

        public bool TryGet(int index, out T[] item)
        {
            long first = (start + index) * size;
            int count = (int)Math.Min(size, producer.Length - first);
            item = producer.Fold(first, count, new ChunkFolder<T>(new T[count])).Items;
            return true;
        }
    }
}
