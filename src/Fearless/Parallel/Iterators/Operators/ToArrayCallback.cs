using System.Runtime.CompilerServices;
using Fearless.Plumbing;

namespace Fearless;

/// <summary>Makes the array as long as the indexed producer says, and has it filled in place.</summary>
internal readonly struct ToArrayCallback<T>(IterationOptions options) : IProducerCallback<T, T[]>
{
    public T[] Run<TProducer>(TProducer producer)
        where TProducer : struct, IProducer<T>
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        long length = producer.Length;
        if (length == 0)
            return [];
        if (length > Array.MaxLength)
            throw new InvalidOperationException($"An array cannot hold {length} items. Consume the iterator in parts, or reduce it instead.");

        // Every place is written before anyone sees the array, or nobody ever sees it.
        T[] array = RuntimeHelpers.IsReferenceOrContainsReferences<T>() ? new T[length] : GC.AllocateUninitializedArray<T>((int)length);
        Driver.Run<TProducer, T, CollectConsumer<T, ArrayTarget<T>>>(producer, options, new(new ArrayTarget<T>(array), 0));
        return array;
    }
}
