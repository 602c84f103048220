using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>Runs a producer into a consumer on a pool, and waits.</summary>
internal static class Driver
{
    /// <summary>Opens the iterator's source and drives all of it into <paramref name="consumer"/>.</summary>
    public static TConsumer Drive<TSource, T, TKind, TConsumer>(ParallelIterator<TSource, T, TKind> iterator, TConsumer consumer)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind
        where TConsumer : struct, IConsumer<TConsumer, T> =>
        iterator.Source.Open<DriveCallback<T, TConsumer>, TConsumer>(new(iterator.Options, consumer));

    /// <summary>Drives all slots of <paramref name="producer"/> into <paramref name="consumer"/>; throws what the jobs threw.</summary>
    public static TConsumer Run<TProducer, T, TConsumer>(TProducer producer, in IterationOptions options, TConsumer consumer)
        where TProducer : struct, IProducer<T>
        where T : allows ref struct
        where TConsumer : struct, IConsumer<TConsumer, T>
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        long length = producer.Length;
        long start = 0;
        if (ShortRun<TProducer, T, TConsumer>.MayBegin(producer, length, options))
        {
            consumer = ShortRun<TProducer, T, TConsumer>.Fold(producer, length, consumer, out start, options.CancellationToken);
            if (start == length)
                return consumer;
        }
        return RunInPool<TProducer, T, TConsumer>(producer, options, start, consumer);
    }

    /// <summary>As <see cref="Run"/>, from a slot on: the consumer has what is before it.</summary>
    // Not inlined: short runs have no use for its locals, which would be cleared for them too.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TConsumer RunInPool<TProducer, T, TConsumer>(TProducer producer, in IterationOptions options, long start, TConsumer consumer)
        where TProducer : struct, IProducer<T>
        where T : allows ref struct
        where TConsumer : struct, IConsumer<TConsumer, T>
    {
        long length = producer.Length;
        SlotCount.ThrowIfNegative(length);
        ProgressReporter? progress = options.Progress is null ? null : new ProgressReporter(options.Progress, length, TimeProvider.System);
        if (length == 0)
        {
            progress?.Finish();
            return consumer;
        }

        LiveSlots? slots = TProducer.GetLiveSlots(producer);
        slots?.Attend();
        var operation = new Operation<TProducer>(producer, options) { Progress = progress, Slots = slots };
        WorkerPool pool = options.EffectivePool;
        long end = options.Blocks.GetFirst(length, pool.Size);
        TConsumer result = RunBlock<TProducer, T, TConsumer>(operation, pool, start, end, consumer);
        long count = end;
        while (end < length)
        {
            // What was found so far says whether the next block matters: a search for the last item goes on, one for the first does not.
            TConsumer next = consumer.Split(end);
            if (next.IsFull)
                break;
            count = options.Blocks.GetNext(count, length - end);
            result.Combine(RunBlock<TProducer, T, TConsumer>(operation, pool, end, end + count, next));
            end += count;
        }
        progress?.Finish();
        operation.Trace(length);
        return result;
    }

    private static TConsumer RunBlock<TProducer, T, TConsumer>(Operation<TProducer> operation, WorkerPool pool, long start, long end, TConsumer consumer)
        where TProducer : struct, IProducer<T>
        where T : allows ref struct
        where TConsumer : struct, IConsumer<TConsumer, T>
    {
        operation.TryAddPiece();
        var job = new DriveJob<TProducer, T, TConsumer>(operation, start, end, new Splitter(pool.Size), consumer);
        pool.Install(ref job);
        operation.ThrowIfStopped();
        return job.Consumer;
    }
}
