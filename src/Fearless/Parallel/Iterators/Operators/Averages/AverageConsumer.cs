using System.Numerics;
using Fearless.Plumbing;

namespace Fearless;

/// <summary>Adds the items and counts them.</summary>
internal struct AverageConsumer<T, TTotal>(SumConsumer<T, TTotal> sum) : IConsumer<AverageConsumer<T, TTotal>, T>
    where T : INumberBase<T>
    where TTotal : INumberBase<TTotal>
{
    private SumConsumer<T, TTotal> _sum = sum;

    public readonly TTotal Total => _sum.Total;

    public long Count { get; private set; }

    public readonly bool IsFull => false;

    static bool IConsumer<AverageConsumer<T, TTotal>, T>.RunsForeignCode => !typeof(T).IsPrimitive || !typeof(TTotal).IsPrimitive;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        if (SpanBlock.TryGetSpan(ref block, out ReadOnlySpan<T> items))
        {
            _sum.Fold(new SpanBlock<T>(items));
            Count += items.Length;
            return;
        }
        int length = block.Length;
        TTotal total = _sum.Total;
        long count = 0;
        for (int index = 0; index < length; index++)
        {
            if (!block.TryGet(index, out T? item))
                continue;
            total = checked(total + TTotal.CreateTruncating(item));
            count++;
        }
        _sum = new(total);
        Count += count;
    }

    public readonly AverageConsumer<T, TTotal> Split(long leftSlots) => new(new(TTotal.Zero));

    public void Combine(AverageConsumer<T, TTotal> right)
    {
        _sum.Combine(right._sum);
        Count += right.Count;
    }
}
