using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless.Sorting;

/// <summary>Sorts a few elements, stably.</summary>
internal static class InsertionSort
{
    /// <summary>Sorts <paramref name="items"/>, of which the first <paramref name="sorted"/> are in order.</summary>
    // INVARIANT: the place of an element is found before anything moves, so whenever the order is asked every element is in the span once.
    public static void Sort<T, TOrder>(Span<T> items, int sorted, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        ref T first = ref MemoryMarshal.GetReference(items);
        for (int next = Math.Max(sorted, 1); next < items.Length; next++)
        {
            T item = Unsafe.Add(ref first, next);
            int place = next;
            while (place > 0 && order.IsLess(in item, in Unsafe.Add(ref first, place - 1)))
                place--;
            if (place == next)
                continue;
            for (int hole = next; hole > place; hole--)
                Unsafe.Add(ref first, hole) = Unsafe.Add(ref first, hole - 1);
            Unsafe.Add(ref first, place) = item;
        }
    }
}
