using Fearless.Plumbing;

namespace Fearless;

/// <summary>Scans pieces on their own, then combines each with what comes before it.</summary>
internal readonly struct ScanCallback<T>(Func<T, T, T> func, IterationOptions options) : IProducerCallback<T, T[]>
{
    public T[] Run<TProducer>(TProducer producer)
        where TProducer : struct, IProducer<T>
    {
        long length = producer.Length;
        T[] results = NewArray.Of<T>(length);
        ScanConsumer<T> scanned = Driver.Run<TProducer, T, ScanConsumer<T>>(producer, options, new(results, func, 0));
        SlotCount.ThrowIfOther(length, scanned.Count);
        List<int> starts = scanned.Starts;
        if (starts.Count < 2)
            return results;

        // Few pieces, so one thread finds out what comes before each: the last of the piece before, with what came before that.
        Func<T, T, T> combine = func;
        var before = new T[starts.Count];
        for (int piece = 1; piece < before.Length; piece++)
        {
            T last = results[starts[piece] - 1];
            before[piece] = piece == 1 ? last : combine(before[piece - 1], last);
        }
        new ParallelIterator<RangeSource<int>, int, Indexed>(new(1, before.Length - 1), options with { MinLength = 1, MaxLength = 1, Policy = null, Progress = null }).ForEach(piece =>
        {
            int end = piece + 1 < starts.Count ? starts[piece + 1] : results.Length;
            T left = before[piece];
            foreach (ref T result in results.AsSpan(starts[piece]..end))
                result = combine(left, result);
        });
        return results;
    }
}
