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
        ProgressReporter? progress = options.Progress is null ? null : new ProgressReporter(options.Progress, length);
        if (length == 0)
        {
            progress?.Finish();
            return consumer;
        }

        LiveSlots? slots = TProducer.GetLiveSlots(producer);
        slots?.Attend();
        var operation = new Operation<TProducer>(producer, options) { Progress = progress, Slots = slots };
        WorkerPool pool = options.EffectivePool;
        var job = new DriveJob<TProducer, T, TConsumer>(operation, 0, length, new Splitter(pool.Size), consumer);
        pool.Install(ref job);
        operation.ThrowIfStopped();
        progress?.Finish();
        return job.Consumer;
    }
}
