using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless.Plumbing;

/// <summary>A source whose items are sequences, one after the other.</summary>
/// <typeparam name="TSource">The type of the source.</typeparam>
/// <typeparam name="T">The type of the items.</typeparam>
public readonly ref struct FlattenSource<TSource, T> : IParallelSource<T>
    where TSource : IParallelSource<IEnumerable<T>>, allows ref struct
{
    private readonly TSource _source;

    internal FlattenSource(TSource source) => _source = source;

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct => _source.Open<Callback<TCallback, TResult>, TResult>(new(callback));

    private readonly ref struct Callback<TCallback, TResult>(TCallback callback) : IProducerCallback<IEnumerable<T>, TResult>
        where TCallback : IProducerCallback<T, TResult>, allows ref struct
    {
        private readonly TCallback _callback = callback;

        public TResult Run<TProducer>(TProducer producer)
            where TProducer : struct, IProducer<IEnumerable<T>> => _callback.Run(new Producer<TProducer>(producer));
    }

    private readonly struct Producer<TProducer>(TProducer producer) : IProducer<T>
        where TProducer : struct, IProducer<IEnumerable<T>>
    {
        private readonly TProducer _producer = producer;

        public long Length => _producer.Length;

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<T>, allows ref struct => _producer.Fold(start, count, new Folder<TFolder>(folder)).Inner;

        // SAFETY: callers pass the type on which they call this, which is this type.
        static LiveSlots? IProducer<T>.GetLiveSlots<TSelf>(TSelf self) => TProducer.GetLiveSlots(Unsafe.As<TSelf, Producer<TProducer>>(ref self)._producer);
    }

    private ref struct Folder<TFolder>(TFolder inner) : IFolder<IEnumerable<T>>
        where TFolder : IFolder<T>, allows ref struct
    {
        // As many items of a sequence that is not in memory are collected before the loop at the end has them.
        private const int BufferLength = 64;

        public TFolder Inner = inner;

        public readonly bool IsFull => Inner.IsFull;

        public void Fold<TBlock>(TBlock block)
            where TBlock : IBlock<IEnumerable<T>>, allows ref struct
        {
            int length = block.Length;
            for (int index = 0; index < length && !Inner.IsFull; index++)
            {
                if (block.TryGet(index, out IEnumerable<T>? items))
                    Give(items);
            }
        }

        private void Give(IEnumerable<T> items)
        {
            switch (items)
            {
                case T[] array:
                    Inner.Fold(new SpanBlock<T>(new ReadOnlySpan<T>(array)));
                    break;
                case List<T> list:
                    var guard = new ListGuard<T>(list);
                    Inner.Fold(new SpanBlock<T>(CollectionsMarshal.AsSpan(list)));
                    guard.ThrowIfChanged();
                    break;
                case null:
                    throw new InvalidOperationException("SelectMany got null in place of a sequence. Return an empty one for no items.");
                default:
                    GiveInParts(items);
                    break;
            }
        }

        private void GiveInParts(IEnumerable<T> items)
        {
            T[] buffer = new T[BufferLength];
            int count = 0;
            foreach (T item in items)
            {
                buffer[count++] = item;
                if (count < buffer.Length)
                    continue;
                Inner.Fold(new SpanBlock<T>(buffer));
                count = 0;
                if (Inner.IsFull)
                    return;
            }
            Inner.Fold(new SpanBlock<T>(buffer.AsSpan(0, count)));
        }
    }
}
