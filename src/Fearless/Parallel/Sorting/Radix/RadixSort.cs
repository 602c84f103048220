using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless.Sorting;

/// <summary>Sorts by the digits of a key, the highest first, on one thread. Stable.</summary>
/// <remarks>
/// Items go from one place to another and back, digit by digit; leading bits that all have in common are skipped, so what is spread evenly is
/// down to a few items a value after two or three digits, whatever the size of a key. Then one pass of insertions over all of it finishes.
/// SOURCE: McIlroy, Bostic and McIlroy 1993, "Engineering radix sort", for the stable form with a second array.
/// </remarks>
internal static class RadixSort
{
    /// <summary>As many as this are sorted by insertion.</summary>
    public const int InsertionLength = 32;

    /// <summary>Sorts <paramref name="items"/> into <paramref name="place"/>.</summary>
    /// <param name="items">What to sort.</param>
    /// <param name="buffer">As much room; its contents are lost.</param>
    /// <param name="place">Where the result is to be. The contents of the other are lost.</param>
    [SkipLocalsInit]
    public static void Sort<T>(Span<T> items, Span<T> buffer, SortPlace place)
    {
        if (items.Length <= InsertionLength)
        {
            Insert(items, place == SortPlace.Items ? items : buffer);
            return;
        }
        ulong differences = Digit.Differences<T>(items, RadixKey.Of(items[0]));
        if (differences == 0)
        {
            if (place == SortPlace.Buffer)
                items.CopyTo(buffer);
            return;
        }

        var digit = new Digit(differences);
        Span<int> places = stackalloc int[Digit.Values];
        places.Clear();
        digit.Count<T>(items, places);
        int most = 0;
        int start = 0;
        for (int value = 0; value < places.Length; value++)
        {
            int count = places[value];
            most = Math.Max(most, count);
            places[value] = start;
            start += count;
        }
        digit.Distribute(items, places, buffer);
        Finish(items, buffer, place, digit, most, places);
    }

    private static void Finish<T>(Span<T> items, Span<T> buffer, SortPlace place, Digit digit, int most, Span<int> ends)
    {
        if (digit.IsLast)
        {
            if (place == SortPlace.Items)
                buffer.CopyTo(items);
            return;
        }
        if (most <= InsertionLength)
        {
            // No item passes one of another value, so one loop over all does what one for each value would do.
            Insert(buffer, place == SortPlace.Items ? items : buffer);
            return;
        }
        SortPlace next = place == SortPlace.Items ? SortPlace.Buffer : SortPlace.Items;
        int start = 0;
        foreach (int end in ends)
        {
            if (end > start)
                Sort(buffer[start..end], items[start..end], next);
            start = end;
        }
    }

    /// <summary>Inserts item after item into <paramref name="to"/>, which may be where they are.</summary>
    private static void Insert<T>(ReadOnlySpan<T> items, Span<T> to)
    {
        ref T first = ref MemoryMarshal.GetReference(to);
        for (int next = 0; next < items.Length; next++)
        {
            T item = items[next];
            ulong key = RadixKey.Of(item);
            int hole = next;
            while (hole > 0 && RadixKey.Of(Unsafe.Add(ref first, hole - 1)) > key)
            {
                Unsafe.Add(ref first, hole) = Unsafe.Add(ref first, hole - 1);
                hole--;
            }
            Unsafe.Add(ref first, hole) = item;
        }
    }
}
