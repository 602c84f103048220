namespace Fearless.Plumbing;

/// <summary>Asks an opened source how many slots it has.</summary>
internal readonly struct LengthCallback<T> : IProducerCallback<T, long>
    where T : allows ref struct
{
    public long Run<TProducer>(TProducer producer)
        where TProducer : struct, IProducer<T> => producer.Length;
}
