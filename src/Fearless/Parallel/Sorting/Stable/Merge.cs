using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless.Sorting;

/// <summary>Merges two neighbouring runs, on one thread.</summary>
/// <remarks>INVARIANT: nothing is written to the runs while the order is asked, so whatever it throws, they have every element. Each element
/// is taken once, whatever it answers.</remarks>
internal static class Merge
{
    /// <summary>Merges the runs of <paramref name="items"/> before and from <paramref name="middle"/> on, by way of
    /// <paramref name="scratch"/>; only what is not in its place already moves.</summary>
    public static void InPlace<T, TOrder>(Span<T> items, int middle, Span<T> scratch, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        if (!order.IsLess(in items[middle], in items[middle - 1]))
            return;
        int start = Search.FirstAfter(items[..middle], in items[middle], order);
        int end = middle + Search.FirstNotBefore(items[middle..], in items[middle - 1], order);
        scratch = scratch[..(end - start)];
        Interleave<T, TOrder>(items[start..middle], items[middle..end], scratch, order);
        scratch.CopyTo(items[start..]);
    }

    /// <summary>Fills <paramref name="to"/> with the elements of two runs of one object, in order; of equal ones those of
    /// <paramref name="left"/> come first.</summary>
    public static void Into<T, TOrder>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> to, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        if (left.IsEmpty || right.IsEmpty || !order.IsLess(in right[0], in left[^1]))
        {
            left.CopyTo(to);
            right.CopyTo(to[left.Length..]);
            return;
        }
        int start = Search.FirstAfter(left, in right[0], order);
        int end = Search.FirstNotBefore(right, in left[^1], order);
        left[..start].CopyTo(to);
        right[end..].CopyTo(to[(left.Length + end)..]);
        Interleave(left[start..], right[..end], to[start..(left.Length + end)], order);
    }

    private static void Interleave<T, TOrder>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> to, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        int leftCount = left.Length;
        int rightCount = right.Length;
        // One of them may be empty now, if the order contradicted itself.
        if (left.IsEmpty || right.IsEmpty || order.IsLess(in right[^1], in left[0]))
        {
            right.CopyTo(to);
            left.CopyTo(to[rightCount..]);
            return;
        }

        ref T leftNext = ref MemoryMarshal.GetReference(left);
        ref T rightNext = ref MemoryMarshal.GetReference(right);
        ref T next = ref MemoryMarshal.GetReference(to);
        while (leftCount > 0 && rightCount > 0)
        {
            // Without a branch that depends on the answer: a processor guesses every other one wrongly.
            int takeRight = Unsafe.BitCast<bool, byte>(order.IsLess(in rightNext, in leftNext));
            next = Choose(ref leftNext, ref rightNext, takeRight);
            next = ref Unsafe.Add(ref next, 1);
            rightNext = ref Unsafe.Add(ref rightNext, takeRight);
            leftNext = ref Unsafe.Add(ref leftNext, 1 - takeRight);
            rightCount -= takeRight;
            leftCount -= 1 - takeRight;
        }
        left[^leftCount..].CopyTo(to[^(leftCount + rightCount)..]);
        right[^rightCount..].CopyTo(to[^rightCount..]);
    }

    // SAFETY: both runs lie in one object, so their distance stays the same when that moves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref T Choose<T>(ref T left, ref T right, int takeRight) =>
        ref Unsafe.AddByteOffset(ref left, Unsafe.ByteOffset(ref left, ref right) & -(nint)takeRight);
}
