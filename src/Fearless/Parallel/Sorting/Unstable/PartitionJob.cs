namespace Fearless.Sorting;

/// <summary>Partitions the two halves of a span on two workers, then exchanges what is in the wrong half.</summary>
/// <remarks>
/// <code>
/// left half           right half
/// | left | right |    | left | right |      the inner two change places, as far as the shorter one goes
/// </code>
/// Half of the elements are moved once more than on one worker, but as whole blocks, and nothing is compared for it.
/// </remarks>
internal struct PartitionJob<T, TSide>(PinnedSpan<T> pivot, PinnedSpan<T> items, int grain, TSide side) : IForkJob
    where TSide : struct, ISide<T>
{
    /// <summary>How many went left, once the job is done.</summary>
    public int Left { get; private set; }

    public void Execute(ForkContext context)
    {
        if (items.Length <= grain)
        {
            T copy = pivot.Span[0];
            Left = Partition.Run(items.Span, in copy, side);
            return;
        }
        int half = items.Length / 2;
        var low = new PartitionJob<T, TSide>(pivot, items.Before(half), grain, side);
        var high = new PartitionJob<T, TSide>(pivot, items.From(half), grain, side);
        context.Join(ref low, ref high);

        int count = Math.Min(half - low.Left, high.Left);
        Exchange(items.Slice(low.Left, count).Span, items.Slice(half + high.Left - count, count).Span);
        Left = low.Left + high.Left;
    }

    private static void Exchange(Span<T> one, Span<T> other)
    {
        for (int i = 0; i < one.Length; i++)
            (one[i], other[i]) = (other[i], one[i]);
    }
}
