namespace Fearless.Plumbing;

/// <summary>Which slices memory is looked at in.</summary>
internal interface ISlices
{
    /// <summary>How many slices so many items have.</summary>
    long Count(long items);

    /// <summary>The items of <paramref name="count"/> slices from slice <paramref name="start"/> on, of all so many. Contiguous memory holds
    /// at most int.MaxValue items.</summary>
    (long First, int Items) Find(long items, long start, int count);

    /// <summary>The slice at <paramref name="index"/> of the items of a block.</summary>
    ReadOnlySpan<T> Slice<T>(ReadOnlySpan<T> items, int index);
}
