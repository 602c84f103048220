namespace Fearless.Plumbing;

/// <summary>Refuses what producers say that is not so: they may be written by others.</summary>
internal static class SlotCount
{
    /// <exception cref="InvalidOperationException">A source said that it has less than no items.</exception>
    public static void ThrowIfNegative(long length)
    {
        if (length < 0)
            throw new InvalidOperationException($"A parallel source said that it has {length} items. Correct the Length of its producer.");
    }

    /// <exception cref="InvalidOperationException">An indexed source gave more or fewer items than it said.</exception>
    public static void ThrowIfOther(long said, long given)
    {
        if (said != given)
        {
            throw new InvalidOperationException(
                $"An indexed parallel source said that it has {said} items, and gave {given}. Give one item for each slot that is asked for, or declare it Unindexed.");
        }
    }

    /// <exception cref="InvalidOperationException">An indexed source gives items for slots that it did not say it has.</exception>
    public static void ThrowIfBeyond(long said, int start, int count)
    {
        if ((uint)start > said || (uint)count > said - start)
            ThrowIfOther(said, (long)start + count);
    }

    /// <exception cref="InvalidOperationException">Always.</exception>
    public static void ThrowIsMissing() =>
        throw new InvalidOperationException("An indexed parallel source has a slot without an item. Give one item for each slot, or declare it Unindexed.");
}
