using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>All slots, the last one first.</summary>
public readonly struct Reversed : ISlotMap
{
    /// <inheritdoc/>
    public long GetLength(long length) => length;

    /// <inheritdoc/>
    public TFolder Fold<TProducer, T, TFolder>(TProducer producer, long start, int count, TFolder folder)
        where TProducer : struct, IProducer<T>
        where T : allows ref struct
        where TFolder : IFolder<T>, allows ref struct =>
        producer.Fold(producer.Length - start - count, count, new Folder<T, TFolder>(folder)).Inner;

    private ref struct Folder<T, TFolder>(TFolder inner) : IFolder<T>
        where T : allows ref struct
        where TFolder : IFolder<T>, allows ref struct
    {
        public TFolder Inner = inner;

        public readonly bool IsFull => Inner.IsFull;

        public void Fold<TBlock>(TBlock block)
            where TBlock : IBlock<T>, allows ref struct => Inner.Fold(new Block<T, TBlock>(block));
    }

    private readonly ref struct Block<T, TBlock>(TBlock block) : IBlock<T>
        where T : allows ref struct
        where TBlock : IBlock<T>, allows ref struct
    {
        private readonly TBlock _block = block;

        public int Length => _block.Length;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryGet(int index, [MaybeNullWhen(false)] out T item) => _block.TryGet(_block.Length - 1 - index, out item);
    }
}
