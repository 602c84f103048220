namespace Fearless.Plumbing;

/// <summary>All items of a collection, which are taken out of it when the iterator begins to run.</summary>
/// <typeparam name="TCollection">The type of the collection.</typeparam>
/// <typeparam name="T">The type of the items.</typeparam>
public readonly struct DrainSource<TCollection, T> : IParallelSource<T>
{
    private readonly TCollection _collection;
    private readonly Func<TCollection, T[]> _takeAll;

    internal DrainSource(TCollection collection, Func<TCollection, T[]> takeAll)
    {
        _collection = collection;
        _takeAll = takeAll;
    }

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct =>
        new ArraySource<T>(_takeAll(_collection)).Open<TCallback, TResult>(callback);
}
