using System.Runtime.CompilerServices;
using Fearless.Plumbing;

namespace Fearless;

/// <summary>Makes the array as long as the indexed producer says, and has it filled in place with the values.</summary>
internal readonly struct CollectResultsCallback<T, TError, TEnd>(IterationOptions options) : IProducerCallback<Result<T, TError>, Result<T[], TError>>
    where TEnd : struct, ISearchEnd
{
    public Result<T[], TError> Run<TProducer>(TProducer producer)
        where TProducer : struct, IProducer<Result<T, TError>>
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        T[] array = NewArray.Of<T>(producer.Length);
        ResultConsumer<T, TError, CollectConsumer<T, ArrayTarget<T, T>>, TEnd> collected =
            Driver.Run<TProducer, Result<T, TError>, ResultConsumer<T, TError, CollectConsumer<T, ArrayTarget<T, T>>, TEnd>>(
                producer, options, new(new(new ArrayTarget<T, T>(array), 0), new(), 0));
        if (!collected.TryGetInner(out CollectConsumer<T, ArrayTarget<T, T>> values, out TError? error))
            return new(error);
        SlotCount.ThrowIfOther(array.Length, values.Count);
        return new(array);
    }
}
