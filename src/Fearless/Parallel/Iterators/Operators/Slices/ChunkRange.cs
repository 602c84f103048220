namespace Fearless.Plumbing;

/// <summary>How many chunks a sequence has.</summary>
internal static class ChunkRange
{
    /// <summary>How many chunks there are; the last may be short.</summary>
    public static long Count(long items, int size) => (items / size) + (items % size == 0 ? 0 : 1);

    /// <summary>Refuses a size that no chunk can have.</summary>
    public static void ThrowIfInvalid(int size)
    {
        if (size < 1)
            throw new ArgumentOutOfRangeException(nameof(size), size, "A chunk holds at least one item. Pass the length of a row, or 1.");
    }
}
