using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>A producer of references, whose folder is given <see cref="Reference"/>s.</summary>
internal readonly struct ErasedProducer<TProducer, T>(TProducer producer) : IProducer<Reference>
    where TProducer : struct, IProducer<T>
    where T : allows ref struct
{
    private readonly TProducer _producer = producer;

    public long Length => _producer.Length;

    public TFolder Fold<TFolder>(long start, int count, TFolder folder)
        where TFolder : IFolder<Reference>, allows ref struct => _producer.Fold(start, count, new Folder<TFolder>(folder)).Inner;

    // SAFETY: callers pass the type on which they call this, which is this type.
    static LiveSlots? IProducer<Reference>.GetLiveSlots<TSelf>(TSelf self) =>
        TProducer.GetLiveSlots(Unsafe.As<TSelf, ErasedProducer<TProducer, T>>(ref self)._producer);

    private ref struct Folder<TFolder>(TFolder inner) : IFolder<T>
        where TFolder : IFolder<Reference>, allows ref struct
    {
        public TFolder Inner = inner;

        public readonly bool IsFull => Inner.IsFull;

        public void Fold<TBlock>(TBlock block)
            where TBlock : IBlock<T>, allows ref struct
        {
            // Once a block and not once an item: from here on no type says T.
            if (TBlock.TryGetReferences(block, out ReadOnlySpan<Reference> items))
                Inner.Fold(new SpanBlock<Reference>(items));
            else
                Inner.Fold(new Block<TBlock>(block));
        }
    }

    private readonly ref struct Block<TBlock>(TBlock block) : IBlock<Reference>
        where TBlock : IBlock<T>, allows ref struct
    {
        private readonly TBlock _block = block;

        public int Length => _block.Length;

        public bool TryGet(int index, out Reference item)
        {
            bool found = _block.TryGet(index, out T? plain);
            item = Erasure.Item<T, Reference>(plain!);
            return found;
        }
    }
}
