using Fearless.Plumbing;

namespace Fearless;

/// <summary>Makes the array as long as the indexed producer says, and has it filled in place.</summary>
internal readonly struct ToArrayCallback<T, TItem>(IterationOptions options) : IProducerCallback<TItem, T[]>
{
    public T[] Run<TProducer>(TProducer producer)
        where TProducer : struct, IProducer<TItem>
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        T[] array = NewArray.Of<T>(producer.Length);
        long count = Driver.Run<TProducer, TItem, CollectConsumer<TItem, ArrayTarget<T, TItem>>>(producer, options, new(new(array), 0)).Count;
        SlotCount.ThrowIfOther(array.Length, count);
        return array;
    }
}
