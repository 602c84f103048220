namespace Fearless.Sorting;

/// <summary>Guesses an element of the middle.</summary>
internal static class Pivot
{
    private const int NintherLength = 128;

    /// <summary>Swaps a pivot to the front of <paramref name="items"/>, or behind the pivot that is there: the median of three elements, or
    /// of nine in a longer span.</summary>
    /// <returns>Whether it equals the pivot before it, so that nothing comes before either.</returns>
    /// <remarks>SOURCE: Bentley and McIlroy 1993, "Engineering a sort function", section 3: the pseudo-median of nine.</remarks>
    public static bool MoveToFront<T, TOrder>(Span<T> items, int isAfterPivot, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        Span<T> unsorted = items[isAfterPivot..];
        int quarter = unsorted.Length / 4;
        int low = quarter;
        int middle = 2 * quarter;
        int high = 3 * quarter;
        if (unsorted.Length >= NintherLength)
        {
            low = Median(unsorted, low - 1, low, low + 1, order);
            middle = Median(unsorted, middle - 1, middle, middle + 1, order);
            high = Median(unsorted, high - 1, high, high + 1, order);
        }
        int pivot = Median(unsorted, low, middle, high, order);
        (unsorted[0], unsorted[pivot]) = (unsorted[pivot], unsorted[0]);
        return isAfterPivot != 0 && !order.IsLess(in items[0], in unsorted[0]);
    }

    private static int Median<T, TOrder>(Span<T> items, int a, int b, int c, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        bool aFirst = order.IsLess(in items[a], in items[b]);
        if (aFirst != order.IsLess(in items[a], in items[c]))
            return a;
        return aFirst == order.IsLess(in items[b], in items[c]) ? b : c;
    }
}
