namespace Fearless.Plumbing;

/// <summary>Memory as overlapping read-only spans of a fixed length.</summary>
/// <typeparam name="TSource">The type of the source.</typeparam>
/// <typeparam name="T">The type of its items.</typeparam>
public readonly ref struct WindowsSource<TSource, T> : IParallelSource<ReadOnlySpan<T>>
    where TSource : IContiguousSource<T>, allows ref struct
{
    private readonly TSource _source;
    private readonly int _size;

    internal WindowsSource(TSource source, int size)
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
        public long Length => Math.Max(producer.Length - size + 1, 0);

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<ReadOnlySpan<T>>, allows ref struct
        {
            folder.Fold(new Block(producer.GetReadOnlySpan(start, count + size - 1), size));
            return folder;
        }
    }

    private readonly ref struct Block(ReadOnlySpan<T> items, int size) : IBlock<ReadOnlySpan<T>>
    {
        private readonly ReadOnlySpan<T> _items = items;

        public int Length => _items.Length - size + 1;

        public bool TryGet(int index, out ReadOnlySpan<T> item)
        {
            item = _items.Slice(index, size);
            return true;
        }
    }
}
