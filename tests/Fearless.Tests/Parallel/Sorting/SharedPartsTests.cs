using CsCheck;
using Fearless.Sorting;

namespace Fearless.Tests.Parallel.Sorting;

/// <summary>The parts that only large inputs reach, made small.</summary>
public class SharedPartsTests
{
    private static readonly Gen<(int[] Items, int Grain, WorkerPool Pool)> Cases =
        Gen.Select(Gen.OneOf(Gen.Int[0, 1000].Array[1, 400], Gen.Int[0, 3].Array[1, 400]), Gen.Int[0, 40], Pools.Gen);

    [Fact]
    public void Merging_in_pieces_of_any_size_is_stable() => Cases.Sample(static c =>
    {
        Item[] items = [.. c.Items.Select(static (key, index) => new Item(key, index))];
        Item[] expected = [.. items.OrderBy(static item => item.Key)];
        c.Pool.Install(() => StableSort.Share(items, new Item[items.Length], new ComparisonOrder<Item>(static (a, b) => a.Key.CompareTo(b.Key)), c.Grain, default));
        Assert.Equal(expected, items);
    });

    [Fact]
    public void Quicksort_in_pieces_of_any_size_sorts() => Cases.Sample(static c =>
    {
        int[] items = [.. c.Items];
        c.Pool.Install(() => UnstableSort.Share(items, new ComparisonOrder<int>(static (a, b) => a.CompareTo(b)), c.Grain, default));
        Assert.Equal(c.Items.Order(), items);
    });

    [Fact]
    public void Digits_in_pieces_of_any_size_are_stable() => Cases.Sample(static c =>
    {
        Keyed<ulong>[] items = [.. c.Items.Select(static (key, index) => new Keyed<ulong>((ulong)key * 0x0123_4567_89AB_CDEF, index))];
        Keyed<ulong>[] expected = [.. items.OrderBy(static item => item.Key)];
        c.Pool.Install(() => ParallelRadix.Share(items, new Keyed<ulong>[items.Length], c.Grain, default));
        Assert.Equal(expected.Select(static item => item.Index), items.Select(static item => item.Index));
    });

    [Fact]
    public void A_partition_in_pieces_has_what_goes_left_on_the_left() => Cases.Sample(static c =>
    {
        int[] items = [.. c.Items];
        c.Pool.Install(() => Check(items, Math.Max(c.Grain, 1)));
        Assert.Equal(c.Items.Order(), items.Order());

        static unsafe void Check(int[] items, int grain)
        {
            int pivot = items[0];
            fixed (int* first = items)
            {
                var job = new PartitionJob<int, BeforePivot<int, DefaultOrder<int>>>(
                    new PinnedSpan<int>((nint)first, 1), new PinnedSpan<int>((nint)first, items.Length).From(1), grain, new(default));
                WorkerPool.Current!.Install(ref job);
                Assert.All(items[1..(1 + job.Left)], item => Assert.True(item < pivot));
                Assert.All(items[(1 + job.Left)..], item => Assert.True(item >= pivot));
            }
        }
    });

    [Fact]
    public void Heapsort_sorts() => Cases.Sample(static c =>
    {
        int[] items = [.. c.Items];
        HeapSort.Sort(items, default(DefaultOrder<int>));
        Assert.Equal(c.Items.Order(), items);
    });

    [Fact]
    public void Pivots_that_are_always_bad_cost_no_more_than_n_log_n()
    {
        // SOURCE: McIlroy 1999, "A killer adversary for quicksort": values are decided as late as possible, and the pivots get the lowest.
        const int Length = 20_000;
        int[] values = [.. Enumerable.Repeat(int.MaxValue, Length)];
        int solid = 0;
        int candidate = 0;
        int comparisons = 0;
        int[] items = [.. Enumerable.Range(0, Length)];
        Quicksort.Sort(items, new ComparisonOrder<int>((a, b) =>
        {
            comparisons++;
            if (values[a] == int.MaxValue && values[b] == int.MaxValue)
                values[a == candidate ? a : b] = solid++;
            if (values[a] == int.MaxValue)
                candidate = a;
            else if (values[b] == int.MaxValue)
                candidate = b;
            return values[a].CompareTo(values[b]);
        }));
        Assert.Equal(items.OrderBy(item => values[item]), items);
        Assert.InRange(comparisons, 0, 5 * Length * 15);
    }

    [Fact]
    public void What_is_in_order_costs_n_comparisons_and_a_few_runs_little_more()
    {
        int[] ascending = [.. Enumerable.Range(0, 3_000)];
        Assert.Equal(2_999, Comparisons(ascending));
        Assert.Equal(2_999, Comparisons([.. ascending.Reverse()]));
        Assert.InRange(Comparisons([.. ascending[..1500].Where(static x => x % 2 == 0), .. ascending[..1500].Where(static x => x % 2 == 1)]), 1_500, 4_500);

        static int Comparisons(int[] items)
        {
            int count = 0;
            NaturalMergeSort.Sort(items, new int[items.Length], new ComparisonOrder<int>((a, b) =>
            {
                count++;
                return a.CompareTo(b);
            }));
            return count;
        }
    }

    private readonly record struct Item(int Key, int Index);
}
