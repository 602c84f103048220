using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>A source behind a gate that all workers share, a new one for each run.</summary>
/// <typeparam name="TSource">The type of the source.</typeparam>
/// <typeparam name="T">The type of its items.</typeparam>
public readonly ref struct GatedSource<TSource, T> : IParallelSource<T>
    where TSource : IParallelSource<T>, allows ref struct
    where T : allows ref struct
{
    private readonly TSource _source;
    private readonly Func<Gate<T>> _gateFactory;

    internal GatedSource(TSource source, Func<Gate<T>> gateFactory)
    {
        _source = source;
        _gateFactory = gateFactory;
    }

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct => _source.Open<Callback<TCallback, TResult>, TResult>(new(callback, _gateFactory()));

    private readonly ref struct Callback<TCallback, TResult>(TCallback callback, Gate<T> gate) : IProducerCallback<T, TResult>
        where TCallback : IProducerCallback<T, TResult>, allows ref struct
    {
        private readonly TCallback _callback = callback;

        public TResult Run<TProducer>(TProducer producer)
            where TProducer : struct, IProducer<T> => _callback.Run(new Producer<TProducer>(producer, gate));
    }

    private readonly struct Producer<TProducer>(TProducer producer, Gate<T> gate) : IProducer<T>
        where TProducer : struct, IProducer<T>
    {
        private readonly GatedSlots<T> _slots = new(gate, TProducer.GetLiveSlots(producer));

        public long Length => producer.Length;

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<T>, allows ref struct =>
            gate.IsClosed ? folder : producer.Fold(start, count, new Folder<TFolder>(folder, gate)).Inner;

        // SAFETY: callers pass the type on which they call this, which is this type.
        static LiveSlots? IProducer<T>.GetLiveSlots<TSelf>(TSelf self) => Unsafe.As<TSelf, Producer<TProducer>>(ref self)._slots;
    }

    private ref struct Folder<TFolder>(TFolder inner, Gate<T> gate) : IFolder<T>
        where TFolder : IFolder<T>, allows ref struct
    {
        public TFolder Inner = inner;

        public readonly bool IsFull => gate.IsClosed || Inner.IsFull;

        public void Fold<TBlock>(TBlock block)
            where TBlock : IBlock<T>, allows ref struct => Inner.Fold(new Block<TBlock>(block, gate));
    }

    private readonly ref struct Block<TBlock>(TBlock block, Gate<T> gate) : IBlock<T>
        where TBlock : IBlock<T>, allows ref struct
    {
        private readonly TBlock _block = block;

        public int Length => _block.Length;

        public bool TryGet(int index, [MaybeNullWhen(false)] out T item)
        {
            item = default;
            return !gate.IsClosed && _block.TryGet(index, out item) && gate.Admits(item);
        }
    }
}
