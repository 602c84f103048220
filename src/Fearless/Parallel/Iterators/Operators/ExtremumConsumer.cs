using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Fearless.Plumbing;

namespace Fearless;

/// <summary>Keeps the first of the smallest, or of the greatest, items; nulls do not count.</summary>
internal struct ExtremumConsumer<T, TOrder> : IConsumer<ExtremumConsumer<T, TOrder>, T>
    where TOrder : struct, IExtremumOrder
{
    private T? _best;

    public bool HasValue { get; private set; }

    public readonly T? Best => _best;

    public readonly bool IsFull => false;

    static bool IConsumer<ExtremumConsumer<T, TOrder>, T>.RunsForeignCode => !typeof(T).IsPrimitive;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        int length = block.Length;
        if (SpanBlock.TryGetSpan(ref block, out ReadOnlySpan<T> items) && items.Length >= Vector<byte>.Count)
        {
            if (AreIntegers)
            {
                FoldVectors(items);
                return;
            }
            if (AreFloats && TryFoldFloats(items))
                return;
        }

        int index = 0;
        while (!HasValue && index < length)
        {
            if (block.TryGet(index++, out T? item) && item is not null)
                (_best, HasValue) = (item, true);
        }
        T? best = _best;
        for (; index < length; index++)
        {
            if (block.TryGet(index, out T? item) && item is not null && TOrder.Replaces(Comparer<T>.Default.Compare(item, best)))
                best = item;
        }
        _best = best;
    }

    public readonly ExtremumConsumer<T, TOrder> Split(long leftSlots) => default;

    public void Combine(ExtremumConsumer<T, TOrder> right)
    {
        if (right.HasValue)
            Offer(right._best!);
    }

    // Equal integers cannot be told apart, so it does not matter which lane had the first of them.
    private static bool AreIntegers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector.IsHardwareAccelerated
        && (typeof(T) == typeof(int) || typeof(T) == typeof(uint) || typeof(T) == typeof(long) || typeof(T) == typeof(ulong)
            || typeof(T) == typeof(short) || typeof(T) == typeof(ushort) || typeof(T) == typeof(sbyte) || typeof(T) == typeof(byte)
            || typeof(T) == typeof(nint) || typeof(T) == typeof(nuint));
    }

    private static bool AreFloats => Vector.IsHardwareAccelerated && (typeof(T) == typeof(double) || typeof(T) == typeof(float));

    // SAFETY: the caller checked that T is a primitive.
    private static ReadOnlySpan<Vector<T>> Vectors(ReadOnlySpan<T> items) => MemoryMarshal.CreateReadOnlySpan(
        ref Unsafe.As<T, Vector<T>>(ref MemoryMarshal.GetReference(items)), items.Length / Vector<T>.Count);

    private void FoldVectors(ReadOnlySpan<T> items)
    {
        ReadOnlySpan<Vector<T>> vectors = Vectors(items);
        Vector<T> best = vectors[0];
        foreach (Vector<T> vector in vectors)
            best = TOrder.Choose(best, vector);
        OfferAll(best, items[(vectors.Length * Vector<T>.Count)..]);
    }

    /// <summary>Folds numbers that all can be told apart, or are equal in every bit: neither NaN, nor zeros, of which there are two.</summary>
    private bool TryFoldFloats(ReadOnlySpan<T> items)
    {
        ReadOnlySpan<Vector<T>> vectors = Vectors(items);
        Vector<T> best0 = vectors[0], best1 = best0, best2 = best0, best3 = best0, areNumbers = Vector.Equals(best0, best0);
        int index = 0;
        // Four of them, because a choice takes about four cycles and the next ones need not wait.
        for (; index <= vectors.Length - 4; index += 4)
        {
            Vector<T> item0 = vectors[index], item1 = vectors[index + 1], item2 = vectors[index + 2], item3 = vectors[index + 3];
            areNumbers &= Vector.Equals(item0, item0) & Vector.Equals(item1, item1) & Vector.Equals(item2, item2) & Vector.Equals(item3, item3);
            best0 = TOrder.ChooseNumber(best0, item0);
            best1 = TOrder.ChooseNumber(best1, item1);
            best2 = TOrder.ChooseNumber(best2, item2);
            best3 = TOrder.ChooseNumber(best3, item3);
        }
        if (!Vector.EqualsAll(areNumbers.As<T, byte>(), Vector<byte>.AllBitsSet))
            return false;

        var found = default(ExtremumConsumer<T, TOrder>);
        found.OfferAll(
            TOrder.ChooseNumber(TOrder.ChooseNumber(best0, best1), TOrder.ChooseNumber(best2, best3)), items[(index * Vector<T>.Count)..]);
        if (EqualityComparer<T>.Default.Equals(found._best, default))
            return false;
        Offer(found._best!);
        return true;
    }

    private void OfferAll(Vector<T> lanes, ReadOnlySpan<T> rest)
    {
        for (int lane = 0; lane < Vector<T>.Count; lane++)
            Offer(lanes[lane]);
        foreach (T item in rest)
            Offer(item);
    }

    private void Offer(T item)
    {
        if (HasValue && !TOrder.Replaces(Comparer<T>.Default.Compare(item, _best!)))
            return;
        _best = item;
        HasValue = true;
    }
}
