namespace Fearless.Plumbing;

/// <summary>Asks two indexed producers for some slots each, and makes one block of theirs.</summary>
internal static class BothBlocks<TFirst, TSecond, T, TJoin>
    where TFirst : allows ref struct
    where TSecond : allows ref struct
    where T : allows ref struct
    where TJoin : struct, IBlockJoin<TFirst, TSecond, T>
{
    public static TFolder Fold<TLeft, TRight, TFolder>(TLeft left, SlotRange leftSlots, TRight right, SlotRange rightSlots, TJoin join, TFolder folder)
        where TLeft : struct, IProducer<TFirst>
        where TRight : struct, IProducer<TSecond>
        where TFolder : IFolder<T>, allows ref struct =>
        left.Fold(leftSlots.Start, leftSlots.Count, new LeftFolder<TRight, TFolder>(folder, right, rightSlots, join)).Inner;

    /// <summary>Holds the block of the first while it asks the second for its own.</summary>
    private ref struct LeftFolder<TRight, TFolder>(TFolder inner, TRight right, SlotRange rightSlots, TJoin join) : IFolder<TFirst>
        where TRight : struct, IProducer<TSecond>
        where TFolder : IFolder<T>, allows ref struct
    {
        public TFolder Inner = inner;

        public readonly bool IsFull => Inner.IsFull;

        public void Fold<TBlock>(TBlock block)
            where TBlock : IBlock<TFirst>, allows ref struct =>
            Inner = right.Fold(rightSlots.Start, rightSlots.Count, new RightFolder<TBlock, TFolder>(Inner, block, join)).Inner;
    }

    private ref struct RightFolder<TLeftBlock, TFolder>(TFolder inner, TLeftBlock left, TJoin join) : IFolder<TSecond>
        where TLeftBlock : IBlock<TFirst>, allows ref struct
        where TFolder : IFolder<T>, allows ref struct
    {
        public TFolder Inner = inner;
        private readonly TLeftBlock _left = left;

        public readonly bool IsFull => Inner.IsFull;

        public void Fold<TBlock>(TBlock block)
            where TBlock : IBlock<TSecond>, allows ref struct => Inner = join.Fold(_left, block, Inner);
    }
}
