using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>A source whose items are combined with a state that no two workers use at once.</summary>
/// <typeparam name="TSource">The type of the source.</typeparam>
/// <typeparam name="TIn">The type of its items.</typeparam>
/// <typeparam name="TState">The type of the state.</typeparam>
/// <typeparam name="TCombiner">The type of what makes an item of a state and an item.</typeparam>
/// <typeparam name="TOut">The type of the items that it makes.</typeparam>
public readonly ref struct StatefulSource<TSource, TIn, TState, TCombiner, TOut> : IParallelSource<TOut>
    where TSource : IParallelSource<TIn>, allows ref struct
    where TIn : allows ref struct
    where TCombiner : struct, ICombiner<TState, TIn, TOut>
    where TOut : allows ref struct
{
    private readonly TSource _source;
    private readonly Func<TState> _stateFactory;
    private readonly TCombiner _combiner;

    internal StatefulSource(TSource source, Func<TState> stateFactory, TCombiner combiner)
    {
        _source = source;
        _stateFactory = stateFactory;
        _combiner = combiner;
    }

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<TOut, TResult>, allows ref struct
    {
        var leases = new StateLeases<TState>(_stateFactory);
        FailureCollector failures = default;
        TResult? result = default;
        try
        {
            result = _source.Open<Callback<TCallback, TResult>, TResult>(new(callback, leases, _combiner));
        }
        catch (Exception exception)
        {
            failures.Add(exception);
        }
        leases.Dispose(ref failures);
        failures.ThrowIfAny();
        return result!;
    }

    private readonly ref struct Callback<TCallback, TResult>(TCallback callback, StateLeases<TState> leases, TCombiner combiner) : IProducerCallback<TIn, TResult>
        where TCallback : IProducerCallback<TOut, TResult>, allows ref struct
    {
        private readonly TCallback _callback = callback;

        public TResult Run<TProducer>(TProducer producer)
            where TProducer : struct, IProducer<TIn> => _callback.Run(new Producer<TProducer>(producer, leases, combiner));
    }

    private readonly struct Producer<TProducer>(TProducer producer, StateLeases<TState> leases, TCombiner combiner) : IProducer<TOut>
        where TProducer : struct, IProducer<TIn>
    {
        private readonly TProducer _producer = producer;

        public long Length => _producer.Length;

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<TOut>, allows ref struct
        {
            StateLeases<TState>.Lease lease = leases.Rent();
            folder = _producer.Fold(
                start, count, new StagedFolder<TFolder, TIn, StatefulStage<TState, TIn, TCombiner, TOut>, TOut>(folder, new(lease.State, combiner))).Inner;
            leases.Return(lease);
            return folder;
        }

        // SAFETY: callers pass the type on which they call this, which is this type.
        static LiveSlots? IProducer<TOut>.GetLiveSlots<TSelf>(TSelf self) => TProducer.GetLiveSlots(Unsafe.As<TSelf, Producer<TProducer>>(ref self)._producer);
    }
}
