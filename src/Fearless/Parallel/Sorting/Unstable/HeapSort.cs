namespace Fearless.Sorting;

/// <summary>Sorts in place in n log n steps whatever the input, three times slower than quicksort on most.</summary>
internal static class HeapSort
{
    // INVARIANT: everything moves by swaps.
    public static void Sort<T, TOrder>(Span<T> items, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        for (int root = (items.Length / 2) - 1; root >= 0; root--)
            SiftDown(items, root, order);
        for (int end = items.Length - 1; end > 0; end--)
        {
            (items[0], items[end]) = (items[end], items[0]);
            SiftDown(items[..end], 0, order);
        }
    }

    private static void SiftDown<T, TOrder>(Span<T> items, int node, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        while ((2 * node) + 1 is int child && child < items.Length)
        {
            if (child + 1 < items.Length && order.IsLess(in items[child], in items[child + 1]))
                child++;
            if (!order.IsLess(in items[node], in items[child]))
                return;
            (items[node], items[child]) = (items[child], items[node]);
            node = child;
        }
    }
}
