namespace Fearless.Plumbing;

/// <summary>Memory that may be written, read as memory is: what is made of its read-only spans can be made writable by
/// <see cref="WritableStage{T}"/>.</summary>
internal readonly ref struct WritableSource<TSource, T>(TSource source) : IContiguousSource<T>
    where TSource : IMutableSource<T>, allows ref struct
{
    private readonly TSource _source = source;

    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct => _source.Open<TCallback, TResult>(callback);

    public TResult OpenContiguous<TCallback, TResult>(TCallback callback)
        where TCallback : IContiguousCallback<T, TResult>, allows ref struct => _source.OpenMutable<Callback<TCallback, TResult>, TResult>(new(callback));

    private readonly ref struct Callback<TCallback, TResult>(TCallback callback) : IMutableCallback<T, TResult>
        where TCallback : IContiguousCallback<T, TResult>, allows ref struct
    {
        private readonly TCallback _callback = callback;

        public TResult Run<TProducer>(TProducer producer)
            where TProducer : struct, IMutableProducer<T> => _callback.Run(new Producer<TProducer>(producer));
    }

    private readonly struct Producer<TProducer>(TProducer producer) : IContiguousProducer<T>
        where TProducer : struct, IMutableProducer<T>
    {
        public long Length => producer.Length;

        // SAFETY: a span that may be written, and so one that may be made writable again; an array of a derived type is refused here.
        public ReadOnlySpan<T> GetReadOnlySpan(long start, int count) => producer.GetSpan(start, count);

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<T>, allows ref struct => producer.Fold(start, count, folder);
    }
}
