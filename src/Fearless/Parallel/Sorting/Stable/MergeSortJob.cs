namespace Fearless.Sorting;

/// <summary>Sorts stably, on all workers: halves, whose halves are sorted into the other of two places, and merged from there.</summary>
/// <remarks>
/// INVARIANT: when the job is done, however it ended, its place has each of its elements once. By induction: a leaf sorts where the elements are,
/// by swaps and whole copies, and copies them over if they are wanted in the buffer. A merge only reads, and if it does not end, what it would have
/// read is copied whole.
/// </remarks>
internal readonly struct MergeSortJob<T, TOrder>(
    SortOperation<TOrder> operation, PinnedSpan<T> items, PinnedSpan<T> buffer, SortPlace place) : IForkJob
    where TOrder : struct, IOrder<T>
{
    public void Execute(ForkContext context)
    {
        if (items.Length <= operation.Grain || operation.ShouldStop())
            SortLeaf();
        else
            Fork(context);
    }

    private void SortLeaf()
    {
        try
        {
            if (!operation.ShouldStop())
                NaturalMergeSort.Sort(items.Span, buffer.Span, operation.Order);
        }
        catch (Exception exception)
        {
            operation.Fail(exception);
        }
        if (place == SortPlace.Buffer)
            items.Span.CopyTo(buffer.Span);
    }

    private void Fork(ForkContext context)
    {
        int half = items.Length / 2;
        (PinnedSpan<T> from, PinnedSpan<T> to, SortPlace other) = place == SortPlace.Items
            ? (buffer, items, SortPlace.Buffer)
            : (items, buffer, SortPlace.Items);
        var low = new MergeSortJob<T, TOrder>(operation, items.Before(half), buffer.Before(half), other);
        var high = new MergeSortJob<T, TOrder>(operation, items.From(half), buffer.From(half), other);
        context.Join(ref low, ref high);

        new MergeJob<T, TOrder>(operation, from.Before(half), from.From(half), to).Execute(context);
        if (operation.Stopped)
            from.Span.CopyTo(to.Span);
    }
}
