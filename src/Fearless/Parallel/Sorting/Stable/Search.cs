namespace Fearless.Sorting;

/// <summary>Finds where an element belongs in a run, in the logarithm of steps.</summary>
/// <remarks>Any answer of the order leads to an index from zero to the length.</remarks>
internal static class Search
{
    /// <summary>The index of the first element that comes after <paramref name="item"/>, looked for from the start of <paramref name="run"/>
    /// with growing steps: few if it is near.</summary>
    public static int FirstAfter<T, TOrder>(ReadOnlySpan<T> run, ref readonly T item, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        // Unsigned, because twice the bound may be more than any length.
        uint bound = 1;
        while (bound <= (uint)run.Length && !order.IsLess(in item, in run[(int)bound - 1]))
            bound *= 2;
        int low = (int)(bound / 2);
        int high = (int)Math.Min(bound - 1, (uint)run.Length);
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (order.IsLess(in item, in run[middle]))
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }

    /// <summary>The index of the first element that does not come before <paramref name="item"/>, looked for from the end of
    /// <paramref name="run"/> with growing steps: few if it is near.</summary>
    public static int FirstNotBefore<T, TOrder>(ReadOnlySpan<T> run, ref readonly T item, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        uint bound = 1;
        while (bound <= (uint)run.Length && !order.IsLess(in run[run.Length - (int)bound], in item))
            bound *= 2;
        int low = bound > (uint)run.Length ? 0 : run.Length - (int)bound + 1;
        int high = run.Length - (int)(bound / 2);
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (order.IsLess(in run[middle], in item))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
