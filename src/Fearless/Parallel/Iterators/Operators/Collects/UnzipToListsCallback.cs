using Fearless.Plumbing;

namespace Fearless;

/// <summary>Makes two lists as much longer as the indexed producer says, and has them filled in place.</summary>
internal readonly struct UnzipToListsCallback<TFirst, TSecond>(List<TFirst> firsts, List<TSecond> seconds, IterationOptions options)
    : IProducerCallback<(TFirst First, TSecond Second), Unit>
{
    public Unit Run<TProducer>(TProducer producer)
        where TProducer : struct, IProducer<(TFirst First, TSecond Second)>
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        UnzipLists.Fill(firsts, seconds, producer.Length, (producer, options), static (run, firstPlaces, secondPlaces) =>
            SlotCount.ThrowIfOther(
                run.producer.Length,
                Driver.Run<TProducer, (TFirst First, TSecond Second), UnzipInPlaceConsumer<TFirst, ListTarget<TFirst, TFirst>, TSecond, ListTarget<TSecond, TSecond>>>(
                    run.producer, run.options, new(firstPlaces, secondPlaces, 0)).Count));
        return Unit.Value;
    }
}
