using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>Memory in read-only slices.</summary>
internal readonly ref struct SlicesSource<TSource, T, TSlices>(TSource source, TSlices slices) : IParallelSource<ReadOnlySpan<T>>
    where TSource : IContiguousSource<T>, allows ref struct
    where TSlices : struct, ISlices
{
    private readonly TSource _source = source;

    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<ReadOnlySpan<T>, TResult>, allows ref struct =>
        _source.OpenContiguous<Callback<TCallback, TResult>, TResult>(new(callback, slices));

    private readonly ref struct Callback<TCallback, TResult>(TCallback callback, TSlices slices) : IContiguousCallback<T, TResult>
        where TCallback : IProducerCallback<ReadOnlySpan<T>, TResult>, allows ref struct
    {
        private readonly TCallback _callback = callback;

        public TResult Run<TProducer>(TProducer producer)
            where TProducer : struct, IContiguousProducer<T> => _callback.Run(new Producer<TProducer>(producer, slices));
    }

    private readonly struct Producer<TProducer>(TProducer producer, TSlices slices) : IProducer<ReadOnlySpan<T>>
        where TProducer : struct, IContiguousProducer<T>
    {
        public long Length => slices.Count(producer.Length);

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<ReadOnlySpan<T>>, allows ref struct
        {
            (long first, int items) = slices.Find(producer.Length, start, count);
            folder.Fold(new Block(producer.GetReadOnlySpan(first, items), slices, count));
            return folder;
        }
    }

    private readonly ref struct Block(ReadOnlySpan<T> items, TSlices slices, int length) : IBlock<ReadOnlySpan<T>>
    {
        private readonly ReadOnlySpan<T> _items = items;

        public int Length => length;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryGet(int index, out ReadOnlySpan<T> item)
        {
            item = slices.Slice(_items, index);
            return true;
        }
    }
}
