using System.Runtime.InteropServices;
using Fearless.Plumbing;

namespace Fearless;

/// <summary>Makes the list as long as the indexed producer says, and has it filled in place.</summary>
internal readonly struct ToListCallback<T>(IterationOptions options) : IProducerCallback<T, List<T>>
{
    public List<T> Run<TProducer>(TProducer producer)
        where TProducer : struct, IProducer<T>
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        long length = producer.Length;
        if (length > Array.MaxLength)
            throw new InvalidOperationException($"A list cannot hold {length} items. Consume the iterator in parts, or reduce it instead.");

        var list = new List<T>((int)length);
        CollectionsMarshal.SetCount(list, (int)length);
        Driver.Run<TProducer, T, CollectConsumer<T, ListTarget<T>>>(producer, options, new(new ListTarget<T>(list), 0));
        return list;
    }
}
