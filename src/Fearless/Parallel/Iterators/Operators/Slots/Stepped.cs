using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>Every so many slots one, beginning with the first.</summary>
public readonly struct Stepped : ISlotMap
{
    private readonly int _step;

    internal Stepped(int step) => _step = step;

    /// <inheritdoc/>
    public long GetLength(long length) => (length / _step) + (length % _step == 0 ? 0 : 1);

    /// <inheritdoc/>
    /// <exception cref="OverflowException">The slots reach over more than <see cref="int.MaxValue"/> slots of the producer.</exception>
    public TFolder Fold<TProducer, T, TFolder>(TProducer producer, long start, int count, TFolder folder)
        where TProducer : struct, IProducer<T>
        where T : allows ref struct
        where TFolder : IFolder<T>, allows ref struct
    {
        long spanned = ((count - 1L) * _step) + 1;
        if (spanned <= int.MaxValue)
            return producer.Fold(start * _step, (int)spanned, new Folder<T, TFolder>(folder, _step, count)).Inner;

        // No block is so long, so each item is asked for by itself.
        folder.Fold(new FarBlock<TProducer, T>(producer, start * _step, _step, count));
        return folder;
    }

    private ref struct Folder<T, TFolder>(TFolder inner, int step, int count) : IFolder<T>
        where T : allows ref struct
        where TFolder : IFolder<T>, allows ref struct
    {
        public TFolder Inner = inner;

        public readonly bool IsFull => Inner.IsFull;

        public void Fold<TBlock>(TBlock block)
            where TBlock : IBlock<T>, allows ref struct => Inner.Fold(new Block<T, TBlock>(block, step, count));
    }

    private readonly ref struct Block<T, TBlock>(TBlock block, int step, int count) : IBlock<T>
        where T : allows ref struct
        where TBlock : IBlock<T>, allows ref struct
    {
        private readonly TBlock _block = block;

        public int Length => count;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryGet(int index, [MaybeNullWhen(false)] out T item) => _block.TryGet(index * step, out item);
    }

    private readonly struct FarBlock<TProducer, T>(TProducer producer, long first, int step, int count) : IBlock<T>
        where TProducer : struct, IProducer<T>
        where T : allows ref struct
    {
        public int Length => count;

        public bool TryGet(int index, [MaybeNullWhen(false)] out T item)
        {
            SingleFolder<T> folder = producer.Fold(first + ((long)index * step), 1, default(SingleFolder<T>));
            item = folder.Item;
            return folder.HasItem;
        }
    }
}
