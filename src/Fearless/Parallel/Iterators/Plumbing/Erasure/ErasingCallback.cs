namespace Fearless.Plumbing;

/// <summary>Erases the producer that it is called with.</summary>
internal readonly ref struct ErasingCallback<T, TCallback, TResult>(TCallback callback) : IProducerCallback<T, TResult>
    where T : allows ref struct
    where TCallback : IProducerCallback<Reference, TResult>, allows ref struct
{
    private readonly TCallback _callback = callback;

    public TResult Run<TProducer>(TProducer producer)
        where TProducer : struct, IProducer<T> => _callback.Run(new ErasedProducer<TProducer, T>(producer));
}
