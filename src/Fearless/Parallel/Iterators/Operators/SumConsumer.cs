using System.Numerics;
using System.Runtime.CompilerServices;
using Fearless.Plumbing;

namespace Fearless;

/// <summary>Adds items in a type that is wide enough, or in their own with its checked operator.</summary>
internal struct SumConsumer<T, TTotal>(TTotal total) : IConsumer<SumConsumer<T, TTotal>, T>
    where T : INumberBase<T>
    where TTotal : INumberBase<TTotal>
{
    public TTotal Total { get; private set; } = total;

    public readonly bool IsFull => false;

    static bool IConsumer<SumConsumer<T, TTotal>, T>.RunsForeignCode => !typeof(T).IsPrimitive || !typeof(TTotal).IsPrimitive;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        int length = block.Length;
        if (SpanBlock.TryGetSpan(ref block, out ReadOnlySpan<T> items) && VectorSum.TrySum(items, out TTotal? sum) && sum is not null)
        {
            Total = checked(Total + sum);
            return;
        }

        // Four sums: an addition of floating-point numbers takes about four cycles, in which the next ones need not wait.
        TTotal sum0 = Total, sum1 = TTotal.Zero, sum2 = TTotal.Zero, sum3 = TTotal.Zero;
        int next = 0;
        if (typeof(TTotal) == typeof(double) || typeof(TTotal) == typeof(float))
        {
            for (; next <= length - 4; next += 4)
            {
                Add(ref block, next, ref sum0);
                Add(ref block, next + 1, ref sum1);
                Add(ref block, next + 2, ref sum2);
                Add(ref block, next + 3, ref sum3);
            }
        }
        for (; next < length; next++)
            Add(ref block, next, ref sum0);
        Total = checked(sum0 + sum1 + (sum2 + sum3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TBlock>(ref TBlock block, int index, ref TTotal sum)
        where TBlock : IBlock<T>, allows ref struct
    {
        if (block.TryGet(index, out T? item))
            sum = checked(sum + (typeof(T) == typeof(TTotal) ? (TTotal)(object)item : TTotal.CreateTruncating(item)));
    }

    public readonly SumConsumer<T, TTotal> Split(long leftSlots) => new(TTotal.Zero);

    public void Combine(SumConsumer<T, TTotal> right) => Total = checked(Total + right.Total);
}
