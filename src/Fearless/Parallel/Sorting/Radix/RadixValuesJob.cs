namespace Fearless.Sorting;

/// <summary>Sorts what was distributed by a digit, for some values of it.</summary>
/// <param name="operation">The sort.</param>
/// <param name="items">Where the items were, all of them.</param>
/// <param name="buffer">Where they are now.</param>
/// <param name="place">Where they are to be.</param>
/// <param name="digit">The digit.</param>
/// <param name="ends">The address of the index after the last item of each value, on the stack of a frame that waits for this.</param>
/// <param name="firstValue">The first value.</param>
/// <param name="endValue">The value after the last one.</param>
internal readonly struct RadixValuesJob<T>(
    SortOperation<RadixOrder<T>> operation, PinnedSpan<T> items, PinnedSpan<T> buffer, SortPlace place, Digit digit, nint ends,
    int firstValue, int endValue) : IForkJob
{
    private unsafe ReadOnlySpan<int> Ends => new((int*)ends, Digit.Values);

    public void Execute(ForkContext context)
    {
        int start = firstValue == 0 ? 0 : Ends[firstValue - 1];
        int count = Ends[endValue - 1] - start;
        if (digit.IsLast)
            CopyToPlace(start, count);
        else if (endValue - firstValue == 1)
            SortValue(start, count, context);
        else if (count <= operation.Grain)
            SortValues(start, context);
        else
            Fork(context);
    }

    private void Fork(ForkContext context)
    {
        int middle = firstValue + ((endValue - firstValue) / 2);
        var low = new RadixValuesJob<T>(operation, items, buffer, place, digit, ends, firstValue, middle);
        var high = new RadixValuesJob<T>(operation, items, buffer, place, digit, ends, middle, endValue);
        context.Join(ref low, ref high);
    }

    private void SortValues(int start, ForkContext context)
    {
        foreach (int end in Ends[firstValue..endValue])
        {
            SortValue(start, end - start, context);
            start = end;
        }
    }

    private void SortValue(int start, int count, ForkContext context)
    {
        if (count == 0)
            return;
        SortPlace next = place == SortPlace.Items ? SortPlace.Buffer : SortPlace.Items;
        new RadixSortJob<T>(operation, buffer.Slice(start, count), items.Slice(start, count), next).Execute(context);
    }

    private void CopyToPlace(int start, int count)
    {
        if (place == SortPlace.Items)
            buffer.Slice(start, count).Span.CopyTo(items.Slice(start, count).Span);
    }
}
