using Fearless.Plumbing;

namespace Fearless;

/// <summary>Makes two arrays as long as the indexed producer says, and has them filled in place.</summary>
internal readonly struct UnzipToArraysCallback<TFirst, TSecond>(IterationOptions options)
    : IProducerCallback<(TFirst First, TSecond Second), (TFirst[] Firsts, TSecond[] Seconds)>
{
    public (TFirst[] Firsts, TSecond[] Seconds) Run<TProducer>(TProducer producer)
        where TProducer : struct, IProducer<(TFirst First, TSecond Second)>
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        TFirst[] firsts = NewArray.Of<TFirst>(producer.Length);
        TSecond[] seconds = NewArray.Of<TSecond>(producer.Length);
        long count = Driver.Run<TProducer, (TFirst First, TSecond Second), UnzipInPlaceConsumer<TFirst, ArrayTarget<TFirst, TFirst>, TSecond, ArrayTarget<TSecond, TSecond>>>(
            producer, options, new(new(firsts), new(seconds), 0)).Count;
        SlotCount.ThrowIfOther(firsts.Length, count);
        return (firsts, seconds);
    }
}
