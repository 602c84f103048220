using Fearless.Sorting;

namespace Fearless.Tests.Parallel.Sorting;

/// <summary>Comparisons that throw, lie or end the sort early: every element is still there exactly once.</summary>
public class FaultyOrderTests
{
    private const int Length = 300;

    // Small enough that every part of a sort is shared, the merges and partitions too.
    private const int Grain = 16;

    private static readonly Action<int[], Comparison<int>, CancellationToken>[] Sorts =
    [
        static (items, comparison, token) => UnstableSort.Share(items, new ComparisonOrder<int>(comparison), Grain, token),
        static (items, comparison, token) => StableSort.Share(items, new int[items.Length], new ComparisonOrder<int>(comparison), Grain, token),
        static (items, comparison, token) => Par.Sort(items, comparison, token),
        static (items, comparison, token) => Par.SortStable(items, comparison, token),
        static (items, comparison, token) => HeapSort.Sort<int, ComparisonOrder<int>>(items, new(comparison)),
        static (items, comparison, token) => Par.SortStableBy(items, static item => item, Comparer<int>.Create(comparison), token),
        static (items, comparison, token) => Par.SortBy(items, static item => item, Comparer<int>.Create(comparison), token),
    ];

    [Fact]
    public void A_comparison_that_throws_at_any_call_loses_no_element_and_its_exception_is_rethrown()
    {
        int[] input = Input();
        foreach (Action<int[], Comparison<int>, CancellationToken> sort in Sorts)
        {
            bool ended = false;
            for (int last = 0; !ended; last += last < 200 ? 1 : 17)
            {
                int[] items = [.. input];
                int calls = 0;
                Exception? failure = Record.Exception(() => Pools.Two.Install(() => sort(
                    items,
                    (a, b) => Interlocked.Increment(ref calls) > last ? throw new InvalidDataException() : a.CompareTo(b),
                    CancellationToken.None)));
                AssertPermutation(input, items);
                ended = failure is null;
                if (!ended)
                    Assert.IsType<InvalidDataException>(failure);
            }
        }
    }

    [Fact]
    public void A_comparison_that_lies_loses_no_element_and_the_sort_ends()
    {
        Comparison<int>[] liars =
        [
            static (_, _) => -1,
            static (_, _) => 1,
            static (_, _) => 0,
            static (_, _) => Random.Shared.Next(-1, 2),
            static (a, b) => ((a * 31) ^ (b * 17)) % 3 - 1,
            static (a, b) => b % 7 == 0 ? -1 : a.CompareTo(b),
        ];
        foreach (int length in (int[])[2, 13, 64, 127, 1_000, 20_000])
        {
            int[] input = Input(length);
            foreach (Comparison<int> liar in liars)
            {
                foreach (Action<int[], Comparison<int>, CancellationToken> sort in Sorts)
                {
                    int[] items = [.. input];
                    Pools.Two.Install(() => sort(items, liar, CancellationToken.None));
                    AssertPermutation(input, items);
                }
            }
        }
    }

    [Fact]
    public void A_cancellation_in_the_middle_loses_no_element()
    {
        int[] input = Input(40_000);
        foreach (Action<int[], Comparison<int>, CancellationToken> sort in Sorts[..4])
        {
            foreach (int last in (int[])[1, 100, 50_000, 200_000])
            {
                int[] items = [.. input];
                using var source = new CancellationTokenSource();
                int calls = 0;
                Exception? failure = Record.Exception(() => Pools.Two.Install(() => sort(
                    items,
                    (a, b) =>
                    {
                        if (Interlocked.Increment(ref calls) == last)
                            source.Cancel();
                        return a.CompareTo(b);
                    },
                    source.Token)));
                Assert.Equal(source.Token, Assert.IsType<OperationCanceledException>(failure).CancellationToken);
                AssertPermutation(input, items);
            }
        }
    }

    [Fact]
    public void A_cancellation_at_any_time_loses_no_number()
    {
        ulong[] input = [.. Input(60_000).Select(static x => (ulong)x * 0x9E37_79B9_7F4A_7C15)];
        for (int round = 0; round < 30; round++)
        {
            ulong[] items = [.. input];
            using var source = new CancellationTokenSource();
            var canceler = new Thread(source.Cancel);
            canceler.Start();
            Exception? failure = Record.Exception(() => Pools.Two.Install(
                () => ParallelRadix.Share(items, new ulong[items.Length], 256, source.Token)));
            if (failure is not null)
                Assert.IsType<OperationCanceledException>(failure);
            canceler.Join();
            Assert.Equal(input.Order(), items.Order());
        }
    }

    [Fact]
    public void A_token_that_is_cancelled_before_leaves_everything_as_it_was()
    {
        int[] items = [3, 1, 2];
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Par.Sort(items, source.Token));
        Assert.Throws<OperationCanceledException>(() => Par.SortStable(items, source.Token));
        Assert.Throws<OperationCanceledException>(() => Par.SortBy(items, static x => x, cancellationToken: source.Token));
        Assert.Throws<OperationCanceledException>(() => Par.SortStableBy(items, static x => x, cancellationToken: source.Token));
        Assert.Equal([3, 1, 2], items);
    }

    [Fact]
    public void A_key_that_throws_leaves_the_order_as_it_was()
    {
        int[] input = Input(20_000);
        for (int last = 0; last < 20_000; last += 997)
        {
            int[] items = [.. input];
            int calls = 0;
            Assert.Throws<InvalidDataException>(() => Pools.Two.Install(() => Par.SortStableBy(
                items, key => Interlocked.Increment(ref calls) > last ? throw new InvalidDataException() : key)));
            Assert.Equal(input, items);
        }
    }

    private static int[] Input(int length = Length)
    {
        var random = new Random(length);
        int[] items = [.. Enumerable.Range(0, length)];
        random.Shuffle(items);
        items.AsSpan(length / 3, length / 3).Sort();
        return items;
    }

    // The input is a permutation of the numbers from zero.
    private static void AssertPermutation(int[] input, int[] items)
    {
        var seen = new bool[input.Length];
        foreach (int item in items)
        {
            Assert.False(seen[item]);
            seen[item] = true;
        }
    }
}
