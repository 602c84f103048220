namespace Fearless.Plumbing;

/// <summary>The items of a list, which must not be changed while the iterator runs.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public readonly struct ListSource<T> : IMutableSource<T>
{
    private readonly List<T> _list;

    internal ListSource(List<T> list) => _list = list;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The list was changed meanwhile.</exception>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct
    {
        var guard = new ListGuard<T>(_list);
        TResult result = callback.Run(new ListProducer<T>(_list));
        guard.ThrowIfChanged();
        return result;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The list was changed meanwhile.</exception>
    public TResult OpenContiguous<TCallback, TResult>(TCallback callback)
        where TCallback : IContiguousCallback<T, TResult>, allows ref struct
    {
        var guard = new ListGuard<T>(_list);
        TResult result = callback.Run(new ListProducer<T>(_list));
        guard.ThrowIfChanged();
        return result;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The list was changed meanwhile.</exception>
    public TResult OpenMutable<TCallback, TResult>(TCallback callback)
        where TCallback : IMutableCallback<T, TResult>, allows ref struct
    {
        var guard = new ListGuard<T>(_list);
        TResult result = callback.Run(new ListProducer<T>(_list));
        guard.ThrowIfChanged();
        return result;
    }
}
