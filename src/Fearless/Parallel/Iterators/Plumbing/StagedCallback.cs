namespace Fearless.Plumbing;

/// <summary>Puts a stage behind the producer that it is called with.</summary>
internal readonly ref struct StagedCallback<TIn, TStage, TOut, TCallback, TResult>(TCallback callback, TStage stage) : IProducerCallback<TIn, TResult>
    where TIn : allows ref struct
    where TStage : struct, IStage<TIn, TOut>
    where TOut : allows ref struct
    where TCallback : IProducerCallback<TOut, TResult>, allows ref struct
{
    private readonly TCallback _callback = callback;

    public TResult Run<TProducer>(TProducer producer)
        where TProducer : struct, IProducer<TIn> =>
        _callback.Run(new StagedProducer<TProducer, TIn, TStage, TOut>(producer, stage));
}
