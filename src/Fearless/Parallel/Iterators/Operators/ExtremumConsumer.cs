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

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        int length = block.Length;
        if (SpanBlock.TryGetSpan(ref block, out ReadOnlySpan<T> items) && items.Length >= Vector<byte>.Count && IsVectorisable)
        {
            FoldVectors(items);
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

    // Equal integers cannot be told apart, so it does not matter which lane had the first of them; floats have NaN and negative zero.
    private static bool IsVectorisable =>
        Vector.IsHardwareAccelerated
        && (typeof(T) == typeof(int) || typeof(T) == typeof(uint) || typeof(T) == typeof(long) || typeof(T) == typeof(ulong)
            || typeof(T) == typeof(short) || typeof(T) == typeof(ushort) || typeof(T) == typeof(sbyte) || typeof(T) == typeof(byte)
            || typeof(T) == typeof(nint) || typeof(T) == typeof(nuint));

    private void FoldVectors(ReadOnlySpan<T> items)
    {
        // SAFETY: the caller checked that T is a primitive and that there is at least one vector of them.
        ref byte start = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(items));
        int count = items.Length / Vector<T>.Count;
        ReadOnlySpan<Vector<T>> vectors = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, Vector<T>>(ref start), count);

        Vector<T> best = vectors[0];
        foreach (Vector<T> vector in vectors)
            best = TOrder.Choose(best, vector);

        for (int lane = 0; lane < Vector<T>.Count; lane++)
            Offer(best[lane]);
        foreach (T item in items[(count * Vector<T>.Count)..])
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
