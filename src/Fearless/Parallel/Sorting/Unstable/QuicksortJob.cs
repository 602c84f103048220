namespace Fearless.Sorting;

/// <summary>Sorts in place, on all workers: see <see cref="Quicksort"/>, which has the meaning of the numbers.</summary>
internal readonly struct QuicksortJob<T, TOrder>(SortOperation<TOrder> operation, PinnedSpan<T> items, int isAfterPivot, int divisions) : IForkJob
    where TOrder : struct, IOrder<T>
{
    // Below this the exchange between the halves costs more than the other workers save, who get their parts soon enough.
    private const int LeastPartOfPartition = 16 * 1024;

    public void Execute(ForkContext context)
    {
        if (operation.ShouldStop())
            return;
        try
        {
            if (items.Length <= operation.Grain || divisions == 0)
                Quicksort.Sort(items.Span, isAfterPivot, divisions, operation.Order);
            else
                Fork(context);
        }
        catch (Exception exception)
        {
            // Caught in the job that failed and not in the join above it, so that every failure is kept.
            operation.Fail(exception);
        }
    }

    private void Fork(ForkContext context)
    {
        int pivot = Divide(context, out bool leftIsDone);
        QuicksortJob<T, TOrder> left = leftIsDone
            ? new(operation, items.Before(0), 0, 0)
            : new(operation, items.Before(pivot), isAfterPivot, divisions - 1);
        // INVARIANT: the pivot is read by the right job and moved by none.
        var right = new QuicksortJob<T, TOrder>(operation, items.From(pivot), 1, divisions - 1);
        context.Join(ref left, ref right);
    }

    private int Divide(ForkContext context, out bool leftIsDone)
    {
        TOrder order = operation.Order;
        Span<T> unsorted = items.Span[isAfterPivot..];
        leftIsDone = Pivot.MoveToFront(items.Span, isAfterPivot, order);
        int left = leftIsDone
            ? RunPartition(context, new NotAfterPivot<T, TOrder>(order))
            : RunPartition(context, new BeforePivot<T, TOrder>(order));
        (unsorted[0], unsorted[left]) = (unsorted[left], unsorted[0]);
        return isAfterPivot + left;
    }

    private int RunPartition<TSide>(ForkContext context, TSide side)
        where TSide : struct, ISide<T>
    {
        int workers = context.Pool.Size;
        int grain = workers == 1 ? int.MaxValue : Math.Max(LeastPartOfPartition, items.Length / workers);
        var job = new PartitionJob<T, TSide>(items.Slice(isAfterPivot, 1), items.From(isAfterPivot + 1), grain, side);
        job.Execute(context);
        return job.Left;
    }
}
