namespace Fearless.Sorting;

/// <summary>Merges two runs into one elsewhere, on all workers: halves the longer run, and searches the other for the place of its
/// middle.</summary>
/// <remarks>Each half of the work takes its own parts of both runs, whatever an order answered that lies: each element is taken once.</remarks>
internal readonly struct MergeJob<T, TOrder>(
    SortOperation<TOrder> operation, PinnedSpan<T> left, PinnedSpan<T> right, PinnedSpan<T> to) : IForkJob
    where TOrder : struct, IOrder<T>
{
    public void Execute(ForkContext context)
    {
        if (operation.ShouldStop())
            return;
        try
        {
            if (to.Length <= operation.Grain || left.Length == 0 || right.Length == 0)
                Merge.Into<T, TOrder>(left.Span, right.Span, to.Span, operation.Order);
            else
                Fork(context);
        }
        catch (Exception exception)
        {
            operation.Fail(exception);
        }
    }

    private void Fork(ForkContext context)
    {
        (int leftCut, int rightCut) = Cut();
        int cut = leftCut + rightCut;
        var low = new MergeJob<T, TOrder>(operation, left.Before(leftCut), right.Before(rightCut), to.Before(cut));
        var high = new MergeJob<T, TOrder>(operation, left.From(leftCut), right.From(rightCut), to.From(cut));
        context.Join(ref low, ref high);
    }

    // The grain is two at least, so the longer run has two elements, and both parts get less than all. Equal elements: those of the left run come first.
    private (int Left, int Right) Cut()
    {
        if (left.Length >= right.Length)
        {
            int middle = left.Length / 2;
            return (middle, Search.FirstNotBefore<T, TOrder>(right.Span, in left.Span[middle], operation.Order));
        }
        else
        {
            int middle = right.Length / 2;
            return (Search.FirstAfter<T, TOrder>(left.Span, in right.Span[middle], operation.Order), middle);
        }
    }
}
