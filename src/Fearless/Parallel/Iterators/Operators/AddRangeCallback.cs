using Fearless.Plumbing;

namespace Fearless;

/// <summary>Makes a list as much longer as the indexed producer says, and has it filled in place.</summary>
internal readonly struct AddRangeCallback<T, TItem>(List<T> list, IterationOptions options) : IProducerCallback<TItem, List<T>>
{
    public List<T> Run<TProducer>(TProducer producer)
        where TProducer : struct, IProducer<TItem>
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        ListEnd.Fill<T, TItem, (TProducer Producer, IterationOptions Options)>(
            list,
            producer.Length,
            (producer, options),
            static (run, places) => SlotCount.ThrowIfOther(
                run.Producer.Length, Driver.Run<TProducer, TItem, CollectConsumer<TItem, ListTarget<T, TItem>>>(run.Producer, run.Options, new(places, 0)).Count));
        return list;
    }
}
