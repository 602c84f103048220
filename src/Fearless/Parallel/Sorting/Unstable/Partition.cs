using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless.Sorting;

/// <summary>Moves what goes left to the front, without a branch that depends on the answer of a comparison.</summary>
/// <remarks>
/// Two blocks at the two ends are compared with the pivot, and the indices of those elements that are on the wrong side are noted; then
/// as many are swapped as both blocks have. A processor guesses the branches of a plain partition wrongly for every other element of a
/// random input; here it has nothing to guess.
/// <para>INVARIANT: the order is asked only while every element is in the span once. Everything moves by swaps.</para>
/// SOURCE: Edelkamp and Weiss 2016, "BlockQuicksort: avoiding branch mispredictions in quicksort", algorithm 3.
/// </remarks>
internal static class Partition
{
    private const int BlockLength = 64;
    private const int LargestToMove = 32;

    /// <summary>Returns how many went left.</summary>
    public static int Run<T, TSide>(Span<T> items, ref readonly T pivot, TSide side)
        where TSide : struct, ISide<T>
    {
        ref T first = ref MemoryMarshal.GetReference(items);
        int start = 0;
        int end = items.Length;
        if (end >= 2 * BlockLength)
            RunBlocks(ref first, ref start, ref end, in pivot, side);

        // INVARIANT: what is before start went left, and what is from i on has not been looked at.
        for (int i = start; i < end; i++)
        {
            ref T item = ref Unsafe.Add(ref first, i);
            bool isLeft = side.IsLeft(in item, in pivot);
            // What is large is dearer to move than a branch that was guessed wrongly.
            if (Unsafe.SizeOf<T>() <= LargestToMove || isLeft)
                Swap(ref item, ref Unsafe.Add(ref first, start));
            start += Bit(isLeft);
        }
        return start;
    }

    /// <summary>Partitions until less than two blocks are left between <paramref name="start"/> and <paramref name="end"/>.</summary>
    [SkipLocalsInit]
    private static void RunBlocks<T, TSide>(ref T first, ref int start, ref int end, ref readonly T pivot, TSide side)
        where TSide : struct, ISide<T>
    {
        // Offsets from the start of the left block, and back from the end of the right one, of elements that are on the wrong side.
        Span<byte> leftOffsets = stackalloc byte[BlockLength];
        Span<byte> rightOffsets = stackalloc byte[BlockLength];
        ref byte wrongLeft = ref MemoryMarshal.GetReference(leftOffsets);
        ref byte wrongRight = ref MemoryMarshal.GetReference(rightOffsets);
        int leftCount = 0;
        int rightCount = 0;
        int leftNext = 0;
        int rightNext = 0;
        int low = start;
        int high = end;

        while (high - low >= 2 * BlockLength)
        {
            if (leftCount == 0)
            {
                leftNext = 0;
                for (int i = 0; i < BlockLength; i++)
                {
                    Unsafe.Add(ref wrongLeft, leftCount) = (byte)i;
                    leftCount += Bit(!side.IsLeft(in Unsafe.Add(ref first, low + i), in pivot));
                }
            }
            if (rightCount == 0)
            {
                rightNext = 0;
                for (int i = 0; i < BlockLength; i++)
                {
                    Unsafe.Add(ref wrongRight, rightCount) = (byte)i;
                    rightCount += Bit(side.IsLeft(in Unsafe.Add(ref first, high - 1 - i), in pivot));
                }
            }

            int swaps = Math.Min(leftCount, rightCount);
            for (int i = 0; i < swaps; i++)
            {
                Swap(
                    ref Unsafe.Add(ref first, low + Unsafe.Add(ref wrongLeft, leftNext + i)),
                    ref Unsafe.Add(ref first, high - 1 - Unsafe.Add(ref wrongRight, rightNext + i)));
            }
            leftCount -= swaps;
            rightCount -= swaps;
            leftNext += swaps;
            rightNext += swaps;
            if (leftCount == 0)
                low += BlockLength;
            if (rightCount == 0)
                high -= BlockLength;
        }

        // A block that has wrong ones left is looked at once more by the caller, which is less than to remember them.
        start = low;
        end = high;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Swap<T>(ref T left, ref T right) => (left, right) = (right, left);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Bit(bool value) => Unsafe.BitCast<bool, byte>(value);
}
