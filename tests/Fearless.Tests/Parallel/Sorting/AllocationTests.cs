namespace Fearless.Tests.Parallel.Sorting;

/// <summary>What a sort allocates once its buffer is in the pool of arrays, on a pool of one worker, where no piece is ever stolen.</summary>
public class AllocationTests
{
    private static readonly WorkerPool Single = new(1);

    private static readonly string[] Companions = [.. Enumerable.Range(0, 100_000).Select(static x => $"{x}")];

    [Fact]
    public void What_a_sort_allocates_does_not_depend_on_the_length()
    {
        Constant(static items => Par.Sort(items));
        Constant(static items => Par.SortStable(items));
        Constant(static items => Par.Sort(items, default(Falling)));
        Constant(static items => Par.SortStable(items, static (a, b) => a.CompareTo(b)));
        Constant(static items => Par.SortBy(items, static item => -item));
        Constant(static items => Par.SortStableBy(items, static item => (item, 0)));
    }

    [Fact]
    public void What_a_sort_of_pairs_allocates_is_small_for_any_length()
    {
        // Not always the same: whether other workers help to find the keys is a matter of time.
        foreach (int length in (int[])[20_000, 100_000])
        {
            Assert.InRange(Bytes(length, static items => Par.Sort(items.AsSpan(), Companions.AsSpan(0, items.Length))), 0, 1_000);
            Assert.InRange(Bytes(length, static items => Par.Sort(items.AsSpan(), Companions.AsSpan(0, items.Length), new Backwards())), 0, 1_000);
            Assert.InRange(Bytes(length, static items => Par.SortStable(items.AsSpan(), Companions.AsSpan(0, items.Length), new Backwards())), 0, 1_000);
        }
    }

    [Fact]
    public void A_sort_in_place_allocates_one_small_object_and_a_small_one_none()
    {
        Assert.InRange(Bytes(50_000, static items => Par.Sort(items, default(Falling))), 1, 160);
        Assert.Equal(0, Bytes(60, static items => Par.Sort(items, default(Falling))));
        Assert.Equal(0, Bytes(60, static items => Par.SortStable(items, static (a, b) => a.CompareTo(b))));
        Assert.Equal(0, Bytes(60, static items => Par.Sort(items)));
        Assert.Equal(0, Bytes(2_000, static items => Par.SortStable(items)));
    }

    private static void Constant(Action<int[]> sort)
    {
        long large = Bytes(100_000, sort);
        Assert.InRange(large, 0, 1_000);
        Assert.Equal(large, Bytes(50_000, sort));
    }

    private static long Bytes(int length, Action<int[]> sort)
    {
        int[] input = [.. Enumerable.Range(0, length).Select(static i => unchecked(i * (int)2654435769))];
        int[] items = new int[length];
        // The least of some: the pool of arrays may have let its arrays go to the collector.
        long least = long.MaxValue;
        Single.Install(() =>
        {
            for (int round = 0; round < 10; round++)
            {
                input.CopyTo(items, 0);
                long before = GC.GetAllocatedBytesForCurrentThread();
                sort(items);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }
        });
        return least;
    }

    private sealed class Backwards : IComparer<int>
    {
        public int Compare(int x, int y) => y.CompareTo(x);
    }

    private readonly struct Falling : IComparer<int>
    {
        public int Compare(int x, int y) => y.CompareTo(x);
    }
}
