using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>Items with their numbers.</summary>
/// <typeparam name="TSource">The type of the source.</typeparam>
/// <typeparam name="T">The type of its items.</typeparam>
public readonly ref struct IndexSource<TSource, T> : IParallelSource<(int Index, T Item)>
    where TSource : IParallelSource<T>, allows ref struct
{
    private readonly TSource _source;

    internal IndexSource(TSource source) => _source = source;

    /// <inheritdoc/>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/> items.</exception>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<(int Index, T Item), TResult>, allows ref struct => _source.Open<Callback<TCallback, TResult>, TResult>(new(callback));

    private readonly ref struct Callback<TCallback, TResult>(TCallback callback) : IProducerCallback<T, TResult>
        where TCallback : IProducerCallback<(int Index, T Item), TResult>, allows ref struct
    {
        private readonly TCallback _callback = callback;

        public TResult Run<TProducer>(TProducer producer)
            where TProducer : struct, IProducer<T>
        {
            if (producer.Length > int.MaxValue)
                throw new OverflowException($"{producer.Length} items cannot be numbered by an int. Iterate over a range of long instead.");
            return _callback.Run(new Producer<TProducer>(producer));
        }
    }

    private readonly struct Producer<TProducer>(TProducer producer) : IProducer<(int Index, T Item)>
        where TProducer : struct, IProducer<T>
    {
        public long Length => producer.Length;

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<(int Index, T Item)>, allows ref struct => producer.Fold(start, count, new Folder<TFolder>(folder, (int)start)).Inner;
    }

    private ref struct Folder<TFolder>(TFolder inner, int start) : IFolder<T>
        where TFolder : IFolder<(int Index, T Item)>, allows ref struct
    {
        public TFolder Inner = inner;

        public readonly bool IsFull => Inner.IsFull;

        public void Fold<TBlock>(TBlock block)
            where TBlock : IBlock<T>, allows ref struct => Inner.Fold(new Block<TBlock>(block, start));
    }

    private readonly ref struct Block<TBlock>(TBlock block, int start) : IBlock<(int Index, T Item)>
        where TBlock : IBlock<T>, allows ref struct
    {
        private readonly TBlock _block = block;

        public int Length => _block.Length;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryGet(int index, out (int Index, T Item) item)
        {
            bool found = _block.TryGet(index, out T? plain);
            item = (start + index, plain!);
            return found;
        }
    }
}
