using Fearless.Plumbing;

namespace Fearless;

/// <summary>Computes the item of one slot, on the calling thread.</summary>
internal readonly struct ElementAtCallback<T>(long index) : IProducerCallback<T, (bool IsFound, T? Item)>
{
    public (bool IsFound, T? Item) Run<TProducer>(TProducer producer)
        where TProducer : struct, IProducer<T> =>
        index >= 0 && index < producer.Length ? (true, producer.Fold(index, 1, default(SingleFolder<T>)).Item) : default;
}
