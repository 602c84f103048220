using System.Runtime.CompilerServices;
using Fearless.Plumbing;

namespace Fearless;

/// <summary>Makes the array as long as the indexed producer says, and has it filled in place.</summary>
internal readonly struct ToArrayCallback<T, TItem>(IterationOptions options) : IProducerCallback<TItem, T[]>
{
    public T[] Run<TProducer>(TProducer producer)
        where TProducer : struct, IProducer<TItem>
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        long length = producer.Length;
        if (length > Array.MaxLength)
            throw new InvalidOperationException($"An array cannot hold {length} items. Consume the iterator in parts, or reduce it instead.");

        // Every place is written before anyone sees the array, or nobody ever sees it.
        T[] array = length == 0 ? []
            : RuntimeHelpers.IsReferenceOrContainsReferences<T>() ? new T[length]
            : GC.AllocateUninitializedArray<T>((int)length);
        Driver.Run<TProducer, TItem, CollectConsumer<TItem, ArrayTarget<T, TItem>>>(producer, options, new(new ArrayTarget<T, TItem>(array), 0));
        return array;
    }
}
