using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>The items of a sequence that is enumerated while the iterator runs.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public readonly struct BridgeSource<T> : IParallelSource<T>
{
    private readonly IEnumerable<T> _sequence;
    private readonly int _batchLength;

    internal BridgeSource(IEnumerable<T> sequence, int batchLength)
    {
        _sequence = sequence;
        _batchLength = batchLength;
    }

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct
    {
        IEnumerator<T> enumerator = _sequence.GetEnumerator();
        TResult result;
        try
        {
            result = callback.Run(new Producer(new Bridge<T>(enumerator, _batchLength)));
        }
        catch (Exception failure)
        {
            DisposeAfter(failure, enumerator);
            throw;
        }
        enumerator.Dispose();
        return result;
    }

    private static void DisposeAfter(Exception failure, IEnumerator<T> enumerator)
    {
        try
        {
            enumerator.Dispose();
        }
        catch (Exception further)
        {
            failure.Suppress(further);
        }
    }

    private readonly struct Producer(Bridge<T> bridge) : IProducer<T>
    {
        private readonly Bridge<T> _bridge = bridge;

        // The one slot that there is at first, and that all others split off.
        public long Length => 1;

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<T>, allows ref struct => _bridge.Fold(folder);

        // SAFETY: callers pass the type on which they call this, which is this type.
        static LiveSlots? IProducer<T>.GetLiveSlots<TSelf>(TSelf self) => Unsafe.As<TSelf, Producer>(ref self)._bridge;
    }
}
