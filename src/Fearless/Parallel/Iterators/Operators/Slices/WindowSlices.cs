namespace Fearless.Plumbing;

/// <summary>One from each item on, as long as there are enough behind it.</summary>
internal readonly struct WindowSlices(int size) : ISlices
{
    public long Count(long items) => Math.Max(items - size + 1, 0);

    public (long First, int Items) Find(long items, long start, int count) => (start, count + size - 1);

    public ReadOnlySpan<T> Slice<T>(ReadOnlySpan<T> items, int index) => items.Slice(index, size);
}
