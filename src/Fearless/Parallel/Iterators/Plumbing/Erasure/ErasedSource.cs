namespace Fearless.Plumbing;

/// <summary>A source of references as one of <see cref="Reference"/>s.</summary>
internal readonly ref struct ErasedSource<TSource, T>(TSource source) : IParallelSource<Reference>
    where TSource : IParallelSource<T>, allows ref struct
    where T : allows ref struct
{
    private readonly TSource _source = source;

    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<Reference, TResult>, allows ref struct => TSource.OpenErased<TSource, TCallback, TResult>(_source, callback);
}
