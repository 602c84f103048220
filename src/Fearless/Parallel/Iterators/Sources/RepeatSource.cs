namespace Fearless.Plumbing;

/// <summary>The same item many times.</summary>
/// <typeparam name="T">The type of the item.</typeparam>
public readonly struct RepeatSource<T> : IParallelSource<T>
{
    private readonly T _item;
    private readonly long _count;

    internal RepeatSource(T item, long count)
    {
        _item = item;
        _count = count;
    }

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct => callback.Run(new Producer(_item, _count));

    private readonly struct Producer(T item, long count) : IProducer<T>
    {
        public long Length => count;

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<T>, allows ref struct
        {
            folder.Fold(new ItemBlock<T>(item, count));
            return folder;
        }
    }
}
