using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless.Sorting;

/// <summary>Finds what is in order already.</summary>
internal static class Runs
{
    /// <summary>The length of the run that <paramref name="items"/> begin with, which is in order afterwards: one that descended was
    /// reversed.</summary>
    public static int Begin<T, TOrder>(Span<T> items, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        int end = Measure(items, order, out bool descends);
        if (descends)
            items[..end].Reverse();
        return end;
    }

    /// <summary>Whether <paramref name="items"/> are one run. They are in order afterwards, then, and as they were if not.</summary>
    public static bool TryFinish<T, TOrder>(Span<T> items, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        if (Measure(items, order, out bool descends) < items.Length)
            return false;
        if (descends)
            items.Reverse();
        return true;
    }

    // A run descends strictly, or reversing it would change the order of equal elements.
    private static int Measure<T, TOrder>(Span<T> items, TOrder order, out bool descends)
        where TOrder : struct, IOrder<T>
    {
        descends = false;
        if (items.Length < 2)
            return items.Length;

        ref T first = ref MemoryMarshal.GetReference(items);
        int end = 2;
        if (order.IsLess(in Unsafe.Add(ref first, 1), in first))
        {
            while (end < items.Length && order.IsLess(in Unsafe.Add(ref first, end), in Unsafe.Add(ref first, end - 1)))
                end++;
            descends = true;
            return end;
        }
        while (end < items.Length && !order.IsLess(in Unsafe.Add(ref first, end), in Unsafe.Add(ref first, end - 1)))
            end++;
        return end;
    }
}
