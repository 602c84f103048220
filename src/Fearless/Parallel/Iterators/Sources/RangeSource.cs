using System.Numerics;

namespace Fearless.Plumbing;

/// <summary>Consecutive integers.</summary>
/// <typeparam name="T">The type of the integers.</typeparam>
public readonly struct RangeSource<T> : IParallelSource<T>
    where T : struct, IBinaryInteger<T>
{
    private readonly T _first;
    private readonly long _count;

    internal RangeSource(T first, long count)
    {
        _first = first;
        _count = count;
    }

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct => callback.Run(new RangeProducer<T>(_first, _count));
}
