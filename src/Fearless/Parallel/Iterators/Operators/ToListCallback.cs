using System.Runtime.InteropServices;
using Fearless.Plumbing;

namespace Fearless;

/// <summary>Makes the list as long as the indexed producer says, and has it filled in place.</summary>
internal readonly struct ToListCallback<T, TItem>(IterationOptions options) : IProducerCallback<TItem, List<T>>
{
    public List<T> Run<TProducer>(TProducer producer)
        where TProducer : struct, IProducer<TItem>
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        long length = producer.Length;
        if (length > Array.MaxLength)
            throw new InvalidOperationException($"A list cannot hold {length} items. Consume the iterator in parts, or reduce it instead.");

        var list = new List<T>((int)length);
        CollectionsMarshal.SetCount(list, (int)length);
        Driver.Run<TProducer, TItem, CollectConsumer<TItem, ListTarget<T, TItem>>>(producer, options, new(new ListTarget<T, TItem>(list), 0));
        return list;
    }
}
