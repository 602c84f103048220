using System.Numerics;
using Fearless.Plumbing;

namespace Fearless;

/// <summary>Adds 64-bit integers exactly: in 64 bits while they suffice, carried over into 128 when they do not.</summary>
internal struct WideSumConsumer<T> : IConsumer<WideSumConsumer<T>, T>
    where T : INumberBase<T>
{
    public Int128 Total { get; private set; }

    public readonly bool IsFull => false;

    static bool IConsumer<WideSumConsumer<T>, T>.RunsForeignCode => !typeof(T).IsPrimitive;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        if (SpanBlock.TryGetSpan(ref block, out ReadOnlySpan<T> items) && VectorSum.TrySum(items, out long sum))
        {
            Total += sum;
            return;
        }
        if (typeof(T) == typeof(ulong) || typeof(T) == typeof(nuint))
            FoldUnsigned(block);
        else
            FoldSigned(block);
    }

    private void FoldSigned<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        int length = block.Length;
        long total = 0;
        for (int index = 0; index < length; index++)
        {
            if (!block.TryGet(index, out T? item))
                continue;
            long addend = long.CreateTruncating(item);
            long next = unchecked(total + addend);
            // The sign changed against both addends: the addition overflowed.
            if (((total ^ next) & (addend ^ next)) < 0)
            {
                Total += total;
                next = addend;
            }
            total = next;
        }
        Total += total;
    }

    private void FoldUnsigned<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        int length = block.Length;
        ulong total = 0;
        for (int index = 0; index < length; index++)
        {
            if (!block.TryGet(index, out T? item))
                continue;
            ulong addend = ulong.CreateTruncating(item);
            ulong next = unchecked(total + addend);
            if (next < total)
            {
                Total += total;
                next = addend;
            }
            total = next;
        }
        Total += total;
    }

    public readonly WideSumConsumer<T> Split(long leftSlots) => default;

    public void Combine(WideSumConsumer<T> right) => Total += right.Total;
}
