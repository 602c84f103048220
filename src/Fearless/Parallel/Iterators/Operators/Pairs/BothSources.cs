namespace Fearless.Plumbing;

/// <summary>Two sources that are open at the same time.</summary>
internal readonly ref struct BothSources<TLeft, TFirst, TRight, TSecond>(TLeft left, TRight right)
    where TLeft : IParallelSource<TFirst>, allows ref struct
    where TRight : IParallelSource<TSecond>, allows ref struct
    where TFirst : allows ref struct
    where TSecond : allows ref struct
{
    private readonly TLeft _left = left;
    private readonly TRight _right = right;

    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IBothCallback<TFirst, TSecond, TResult>, allows ref struct =>
        _left.Open<LeftOpened<TCallback, TResult>, TResult>(new(_right, callback));

    private readonly ref struct LeftOpened<TCallback, TResult>(TRight right, TCallback callback) : IProducerCallback<TFirst, TResult>
        where TCallback : IBothCallback<TFirst, TSecond, TResult>, allows ref struct
    {
        private readonly TRight _right = right;
        private readonly TCallback _callback = callback;

        public TResult Run<TProducer>(TProducer producer)
            where TProducer : struct, IProducer<TFirst> =>
            _right.Open<BothOpened<TProducer, TCallback, TResult>, TResult>(new(producer, _callback));
    }

    private readonly ref struct BothOpened<TLeftProducer, TCallback, TResult>(TLeftProducer left, TCallback callback) : IProducerCallback<TSecond, TResult>
        where TLeftProducer : struct, IProducer<TFirst>
        where TCallback : IBothCallback<TFirst, TSecond, TResult>, allows ref struct
    {
        private readonly TCallback _callback = callback;

        public TResult Run<TProducer>(TProducer producer)
            where TProducer : struct, IProducer<TSecond> => _callback.Run(left, producer);
    }
}
