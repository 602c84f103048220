namespace Fearless.Plumbing;

/// <summary>Which items the chunks of a sequence hold.</summary>
internal static class ChunkRange
{
    /// <summary>How many chunks there are; the last may be short.</summary>
    public static long Count(long items, int size) => (items / size) + (items % size == 0 ? 0 : 1);

    /// <summary>The items of <paramref name="count"/> chunks from chunk <paramref name="start"/> on. Contiguous memory holds at most
    /// int.MaxValue items.</summary>
    public static (long First, int Items) Items(long items, int size, long start, int count)
    {
        long first = start * size;
        return (first, (int)Math.Min((long)count * size, items - first));
    }

    /// <summary>The chunk at <paramref name="index"/> of the items of a block.</summary>
    public static Span<T> Slice<T>(Span<T> items, int size, int index)
    {
        int start = index * size;
        return items.Slice(start, Math.Min(size, items.Length - start));
    }

    /// <inheritdoc cref="Slice{T}(Span{T}, int, int)"/>
    public static ReadOnlySpan<T> Slice<T>(ReadOnlySpan<T> items, int size, int index)
    {
        int start = index * size;
        return items.Slice(start, Math.Min(size, items.Length - start));
    }

    /// <summary>Refuses a size that no chunk can have.</summary>
    public static void ThrowIfInvalid(int size)
    {
        if (size < 1)
            throw new ArgumentOutOfRangeException(nameof(size), size, "A chunk holds at least one item. Pass the length of a row, or 1.");
    }
}
