using System.Numerics;
using Fearless.Plumbing;

namespace Fearless;

/// <summary>Adds items in a type that is wide enough, or in their own with its checked operator.</summary>
internal struct SumConsumer<T, TTotal>(TTotal total) : IConsumer<SumConsumer<T, TTotal>, T>
    where T : INumberBase<T>
    where TTotal : INumberBase<TTotal>
{
    public TTotal Total { get; private set; } = total;

    public readonly bool IsFull => false;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        int length = block.Length;
        if (SpanBlock.TryGetSpan(ref block, out ReadOnlySpan<T> items) && VectorSum.TrySum(items, out TTotal? sum) && sum is not null)
        {
            Total = checked(Total + sum);
            return;
        }

        TTotal total = Total;
        for (int index = 0; index < length; index++)
        {
            if (block.TryGet(index, out T? item))
                total = checked(total + (typeof(T) == typeof(TTotal) ? (TTotal)(object)item : TTotal.CreateTruncating(item)));
        }
        Total = total;
    }

    public readonly SumConsumer<T, TTotal> Split(long leftSlots) => new(TTotal.Zero);

    public void Combine(SumConsumer<T, TTotal> right) => Total = checked(Total + right.Total);
}
