using System.Numerics;
using System.Runtime.CompilerServices;

namespace Fearless.Sorting;

/// <summary>Sorts stably on one thread, in as many steps as there are elements if they are in order, and in n log r for r runs.</summary>
/// <remarks>
/// Runs are merged as a tree that is nearly as good as the best one for their lengths: the power of the place between two runs says how deep it
/// lies there, and a run is merged as soon as a place of less power follows.
/// SOURCE: Munro and Wild 2018, "Nearly-optimal mergesorts", section 3: powersort.
/// </remarks>
internal static class NaturalMergeSort
{
    /// <summary>Shorter spans are sorted by insertion, and shorter runs lengthened by it.</summary>
    public const int LeastRun = 12;

    /// <summary>Sorts <paramref name="items"/> with a scratch space of the same length, whose contents are lost.</summary>
    [SkipLocalsInit]
    public static void Sort<T, TOrder>(Span<T> items, Span<T> scratch, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        // INVARIANT: powers rise from the bottom of the stack to its top, and none is above 32; the runs on it and the current one are
        // neighbours and in order.
        Span<PendingRun> pending = stackalloc PendingRun[34];
        int count = 0;
        int start = 0;
        int end = NextRun(items, order);
        while (end < items.Length)
        {
            int nextEnd = end + NextRun(items[end..], order);
            int power = Power(start, end, nextEnd, items.Length);
            while (count > 0 && pending[count - 1].Power >= power)
            {
                count--;
                int from = pending[count].Start;
                Merge.InPlace(items[from..end], start - from, scratch, order);
                start = from;
            }
            pending[count] = new PendingRun(start, power);
            count++;
            start = end;
            end = nextEnd;
        }
        while (count > 0)
        {
            count--;
            int from = pending[count].Start;
            Merge.InPlace(items[from..], start - from, scratch, order);
            start = from;
        }
    }

    private static int NextRun<T, TOrder>(Span<T> items, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        int found = Runs.Begin(items, order);
        if (found >= LeastRun || found == items.Length)
            return found;
        int length = Math.Min(LeastRun, items.Length);
        InsertionSort.Sort(items[..length], found, order);
        return length;
    }

    /// <summary>The first binary digit in which the middles of two neighbouring runs differ, as fractions of the whole.</summary>
    private static int Power(int start, int middle, int end, int length)
    {
        // The sums are twice the middles, and less than twice the length; so the quotients are the middles in units of 2^-32 of the length.
        // They differ, because the middles are at least one element apart, which is two units or more.
        ulong left = (((ulong)start + (ulong)middle) << 31) / (ulong)length;
        ulong right = (((ulong)middle + (ulong)end) << 31) / (ulong)length;
        return BitOperations.LeadingZeroCount((uint)(left ^ right)) + 1;
    }

    private readonly record struct PendingRun(int Start, int Power);
}
