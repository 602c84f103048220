namespace Fearless.Plumbing;

/// <summary>A source followed by a stage.</summary>
/// <typeparam name="TSource">The type of the source.</typeparam>
/// <typeparam name="TIn">The type of its items.</typeparam>
/// <typeparam name="TStage">The type of the stage.</typeparam>
/// <typeparam name="TOut">The type of the items after it.</typeparam>
public readonly ref struct StagedSource<TSource, TIn, TStage, TOut> : IParallelSource<TOut>
    where TSource : IParallelSource<TIn>, allows ref struct
    where TStage : struct, IStage<TIn, TOut>
    where TIn : allows ref struct
    where TOut : allows ref struct
{
    private readonly TSource _source;
    private readonly TStage _stage;

    internal StagedSource(TSource source, TStage stage)
    {
        _source = source;
        _stage = stage;
    }

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<TOut, TResult>, allows ref struct =>
        _source.Open<Callback<TCallback, TResult>, TResult>(new(callback, _stage));

    private readonly ref struct Callback<TCallback, TResult>(TCallback callback, TStage stage) : IProducerCallback<TIn, TResult>
        where TCallback : IProducerCallback<TOut, TResult>, allows ref struct
    {
        private readonly TCallback _callback = callback;

        public TResult Run<TProducer>(TProducer producer)
            where TProducer : struct, IProducer<TIn> =>
            _callback.Run(new StagedProducer<TProducer, TIn, TStage, TOut>(producer, stage));
    }
}
