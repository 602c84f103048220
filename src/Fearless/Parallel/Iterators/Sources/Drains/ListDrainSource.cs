namespace Fearless.Plumbing;

/// <summary>A range of a list, which is removed from it when the iterator has run.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public readonly struct ListDrainSource<T> : IParallelSource<T>
{
    private readonly List<T> _list;
    private readonly int _start;
    private readonly int _count;

    internal ListDrainSource(List<T> list, int start, int count)
    {
        _list = list;
        _start = start;
        _count = count;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The list is shorter than it was, or was changed meanwhile.</exception>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct
    {
        if (_count > _list.Count - _start)
            throw new InvalidOperationException("The list is shorter than it was when the drain was made. Drain it and run the iterator in one go.");
        var guard = new ListGuard<T>(_list);
        try
        {
            return new MappedSource<ListSource<T>, T, Window>(new(_list), new(_start, _count)).Open<TCallback, TResult>(callback);
        }
        finally
        {
            // However it ended. In a list that was changed nobody knows where the range is: there everything stays, and the run has failed.
            if (!guard.IsChanged())
                _list.RemoveRange(_start, _count);
        }
    }
}
