namespace Fearless.Plumbing;

/// <summary>Memory as read-only spans of a fixed length.</summary>
/// <typeparam name="TSource">The type of the source.</typeparam>
/// <typeparam name="T">The type of its items.</typeparam>
public readonly ref struct ReadOnlyChunksSource<TSource, T> : IParallelSource<ReadOnlySpan<T>>
    where TSource : IContiguousSource<T>, allows ref struct
{
    private readonly TSource _source;
    private readonly int _size;

    internal ReadOnlyChunksSource(TSource source, int size)
    {
        _source = source;
        _size = size;
    }

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<ReadOnlySpan<T>, TResult>, allows ref struct =>
        _source.OpenContiguous<Callback<TCallback, TResult>, TResult>(new(callback, _size));

    private readonly ref struct Callback<TCallback, TResult>(TCallback callback, int size) : IContiguousCallback<T, TResult>
        where TCallback : IProducerCallback<ReadOnlySpan<T>, TResult>, allows ref struct
    {
        private readonly TCallback _callback = callback;

        public TResult Run<TProducer>(TProducer producer)
            where TProducer : struct, IContiguousProducer<T> => _callback.Run(new Producer<TProducer>(producer, size));
    }

    private readonly struct Producer<TProducer>(TProducer producer, int size) : IProducer<ReadOnlySpan<T>>
        where TProducer : struct, IContiguousProducer<T>
    {
        public long Length => ChunkRange.Count(producer.Length, size);

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<ReadOnlySpan<T>>, allows ref struct
        {
            (long first, int items) = ChunkRange.Items(producer.Length, size, start, count);
            folder.Fold(new Block(producer.GetReadOnlySpan(first, items), size, count));
            return folder;
        }
    }

    private readonly ref struct Block(ReadOnlySpan<T> items, int size, int length) : IBlock<ReadOnlySpan<T>>
    {
        private readonly ReadOnlySpan<T> _items = items;

        public int Length => length;

        public bool TryGet(int index, out ReadOnlySpan<T> item)
        {
            item = ChunkRange.Slice(_items, size, index);
            return true;
        }
    }
}
