namespace Fearless.Tool.Watching;

/// <summary>Looks in lists that are in the order of time, as all recordings are.</summary>
internal static class Sorted
{
    /// <summary>The index of the first item that is not below a value; the length of the list if there is none.</summary>
    public static int FirstNotBelow<TItem, TValue>(IReadOnlyList<TItem> items, TValue value, Func<TItem, TValue> valueOf)
        where TValue : IComparable<TValue>
    {
        int low = 0;
        int high = items.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (valueOf(items[middle]).CompareTo(value) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
