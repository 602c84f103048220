namespace Fearless.Plumbing;

/// <summary>Memory as spans of a fixed length that may be written.</summary>
/// <typeparam name="TSource">The type of the source.</typeparam>
/// <typeparam name="T">The type of its items.</typeparam>
public readonly ref struct ChunksSource<TSource, T> : IParallelSource<Span<T>>
    where TSource : IMutableSource<T>, allows ref struct
{
    private readonly TSource _source;
    private readonly int _size;

    internal ChunksSource(TSource source, int size)
    {
        _source = source;
        _size = size;
    }

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<Span<T>, TResult>, allows ref struct =>
        _source.OpenMutable<Callback<TCallback, TResult>, TResult>(new(callback, _size));

    private readonly ref struct Callback<TCallback, TResult>(TCallback callback, int size) : IMutableCallback<T, TResult>
        where TCallback : IProducerCallback<Span<T>, TResult>, allows ref struct
    {
        private readonly TCallback _callback = callback;

        public TResult Run<TProducer>(TProducer producer)
            where TProducer : struct, IMutableProducer<T> => _callback.Run(new Producer<TProducer>(producer, size));
    }

    private readonly struct Producer<TProducer>(TProducer producer, int size) : IProducer<Span<T>>
        where TProducer : struct, IMutableProducer<T>
    {
        public long Length => ChunkRange.Count(producer.Length, size);

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<Span<T>>, allows ref struct
        {
            (long first, int items) = ChunkRange.Items(producer.Length, size, start, count);
            folder.Fold(new Block(producer.GetSpan(first, items), size, count));
            return folder;
        }
    }

    private readonly ref struct Block(Span<T> items, int size, int length) : IBlock<Span<T>>
    {
        private readonly Span<T> _items = items;

        public int Length => length;

        public bool TryGet(int index, out Span<T> item)
        {
            item = ChunkRange.Slice(_items, size, index);
            return true;
        }
    }
}
