namespace Fearless.Plumbing;

/// <summary>One behind the other; the last may be short.</summary>
internal readonly struct ChunkSlices(int size) : ISlices
{
    public long Count(long items) => ChunkRange.Count(items, size);

    public (long First, int Items) Find(long items, long start, int count)
    {
        long first = start * size;
        return (first, (int)Math.Min((long)count * size, items - first));
    }

    public ReadOnlySpan<T> Slice<T>(ReadOnlySpan<T> items, int index)
    {
        int start = index * size;
        return items.Slice(start, Math.Min(size, items.Length - start));
    }
}
