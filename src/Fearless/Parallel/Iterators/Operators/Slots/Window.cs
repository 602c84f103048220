namespace Fearless.Plumbing;

/// <summary>The slots from one on, as many as there are up to a number.</summary>
public readonly struct Window : ISlotMap
{
    private readonly long _skip;
    private readonly long _take;

    internal Window(long skip, long take)
    {
        _skip = skip;
        _take = take;
    }

    /// <inheritdoc/>
    public long GetLength(long length) => Math.Clamp(length - _skip, 0, _take);

    /// <inheritdoc/>
    public TFolder Fold<TProducer, T, TFolder>(TProducer producer, long start, int count, TFolder folder)
        where TProducer : struct, IProducer<T>
        where T : allows ref struct
        where TFolder : IFolder<T>, allows ref struct => producer.Fold(_skip + start, count, folder);
}
