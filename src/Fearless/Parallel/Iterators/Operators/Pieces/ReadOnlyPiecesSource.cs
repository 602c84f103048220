using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>The pieces between separators of memory, as read-only spans.</summary>
/// <typeparam name="TSource">The type of the source.</typeparam>
/// <typeparam name="T">The type of its items.</typeparam>
/// <typeparam name="TSeparator">The type of what separates the pieces.</typeparam>
public readonly ref struct ReadOnlyPiecesSource<TSource, T, TSeparator> : IParallelSource<ReadOnlySpan<T>>
    where TSource : IContiguousSource<T>, allows ref struct
    where TSeparator : struct, ISeparator<T>
{
    private readonly TSource _source;
    private readonly TSeparator _separator;
    private readonly PieceKind _kind;

    internal ReadOnlyPiecesSource(TSource source, TSeparator separator, PieceKind kind)
    {
        _source = source;
        _separator = separator;
        _kind = kind;
    }

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<ReadOnlySpan<T>, TResult>, allows ref struct =>
        _source.OpenContiguous<Callback<TCallback, TResult>, TResult>(new(callback, _separator, _kind));

    private readonly ref struct Callback<TCallback, TResult>(TCallback callback, TSeparator separator, PieceKind kind) : IContiguousCallback<T, TResult>
        where TCallback : IProducerCallback<ReadOnlySpan<T>, TResult>, allows ref struct
    {
        private readonly TCallback _callback = callback;

        public TResult Run<TProducer>(TProducer producer)
            where TProducer : struct, IContiguousProducer<T> =>
            _callback.Run(new Producer<TProducer>(new PieceSlots<TProducer, T, TSeparator>(producer, separator, kind)));
    }

    private readonly struct Producer<TProducer>(PieceSlots<TProducer, T, TSeparator> slots) : IProducer<ReadOnlySpan<T>>
        where TProducer : struct, IContiguousProducer<T>
    {
        private readonly PieceSlots<TProducer, T, TSeparator> _slots = slots;

        // The whole, that all parts split off.
        public long Length => 1;

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<ReadOnlySpan<T>>, allows ref struct => _slots.Fold(start, folder);

        // SAFETY: callers pass the type on which they call this, which is this type.
        static LiveSlots? IProducer<ReadOnlySpan<T>>.GetLiveSlots<TSelf>(TSelf self) => Unsafe.As<TSelf, Producer<TProducer>>(ref self)._slots;
    }
}
