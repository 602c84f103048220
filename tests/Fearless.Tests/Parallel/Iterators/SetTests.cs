using CsCheck;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>Sets, the smallest and largest items, and histograms, against LINQ, over random data and random trees of splits.</summary>
public class SetTests
{
    private static readonly Gen<(int[] Items, int[] Others, int Count, RandomTree Tree)> Cases =
        Gen.Select(Gen.Int[-30, 30].Array[0, 300], Gen.Int[-30, 30].Array[0, 60], Gen.Int[-1, 40], RandomTree.Gen);

    [Fact]
    public void Distinct_gives_what_LINQ_gives() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(c.Items.Distinct(), c.Items.Par().WithPolicy(c.Tree).Distinct());
            Assert.Equal(Names(c.Items).Distinct(StringComparer.OrdinalIgnoreCase), Names(c.Items).Par().WithPolicy(c.Tree).Distinct(StringComparer.OrdinalIgnoreCase));
            Assert.Equal(Names(c.Items).DistinctBy(Key), Names(c.Items).Par().WithPolicy(c.Tree).DistinctBy(Key));
            Assert.Equal(c.Items.Where(static x => x > 0).DistinctBy(static x => x % 7), c.Items.Par().WithPolicy(c.Tree).Where(static x => x > 0).DistinctBy(static x => x % 7));
        });

    [Fact]
    public void Set_operations_give_what_LINQ_gives() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(c.Items.Except(c.Others), c.Items.Par().WithPolicy(c.Tree).Except(c.Others));
            Assert.Equal(c.Items.Intersect(c.Others), c.Items.Par().WithPolicy(c.Tree).Intersect(c.Others));
            Assert.Equal(c.Items.Union(c.Others), c.Items.Par().WithPolicy(c.Tree).Union(c.Others.Par().Where(static _ => true)));
            IEnumerable<string?> keys = Names(c.Others).Select(Key);
            Assert.Equal(Names(c.Items).ExceptBy(keys, Key), Names(c.Items).Par().WithPolicy(c.Tree).ExceptBy(keys, Key));
            Assert.Equal(Names(c.Items).IntersectBy(keys, Key), Names(c.Items).Par().WithPolicy(c.Tree).IntersectBy(keys, Key));
            Assert.Equal(Names(c.Items).UnionBy(Names(c.Others), Key), Names(c.Items).Par().WithPolicy(c.Tree).UnionBy(Names(c.Others).Par(), Key));
            Assert.Equal(
                Names(c.Items).Union(Names(c.Others), StringComparer.OrdinalIgnoreCase),
                Names(c.Items).Par().WithPolicy(c.Tree).Union(Names(c.Others).Par(), StringComparer.OrdinalIgnoreCase));
        });

    [Fact]
    public void The_smallest_and_largest_are_those_that_sorting_gives() =>
        Cases.Sample(static c =>
        {
            (int Value, int Index)[] items = [.. c.Items.Select(static (x, i) => (x, i))];
            Assert.Equal(items.OrderBy(static x => x.Value).Take(c.Count), items.Par().WithPolicy(c.Tree).TakeSmallestBy(static x => x.Value, c.Count));
            Assert.Equal(items.OrderByDescending(static x => x.Value % 5).Take(c.Count), items.Par().WithPolicy(c.Tree).TakeLargestBy(static x => x.Value % 5, c.Count));
            Assert.Equal(c.Items.Order().Take(c.Count), c.Items.Par().WithPolicy(c.Tree).TakeSmallest(c.Count));
            Assert.Equal(
                Names(c.Items).OrderDescending(StringComparer.Ordinal).Take(c.Count),
                Names(c.Items).Par().WithPolicy(c.Tree).Where(static _ => true).TakeLargest(c.Count, StringComparer.Ordinal));
        });

    [Fact]
    public void A_histogram_counts_as_LINQ_does() =>
        Cases.Sample(static c =>
        {
            long[] counts = c.Items.Par().WithPolicy(c.Tree).Histogram(61, static x => x + 30);
            Assert.Equal(Enumerable.Range(-30, 61).Select(x => c.Items.LongCount(y => y == x)), counts);
        });

    [Fact]
    public void Several_workers_give_the_same() => PoolTest.Run(4, static pool =>
    {
        int[] items = [.. Enumerable.Range(0, 50_000).Select(static x => (int)(x * 2654435761L % 5003))];
        Assert.Equal(items.Distinct(), items.Par().On(pool).WithMaxLength(100).Distinct());
        Assert.Equal(items.Order().Take(100), items.Par().On(pool).WithMaxLength(100).TakeSmallest(100));
        Assert.Equal(50_000, items.Par().On(pool).WithMaxLength(100).Histogram(5003, static x => x).Sum());
    });

    [Fact]
    public void Bad_arguments_are_named_and_a_bin_that_is_not_there_is_refused()
    {
        int[] items = [1];
        Assert.Equal("keySelector", Assert.Throws<ArgumentNullException>(() => items.Par().DistinctBy((Func<int, int>)null!)).ParamName);
        Assert.Equal("second", Assert.Throws<ArgumentNullException>(() => items.Par().Except(null!)).ParamName);
        Assert.Equal("second", Assert.Throws<ArgumentNullException>(() => items.Par().IntersectBy(null!, static x => x)).ParamName);
        Assert.Equal("keySelector", Assert.Throws<ArgumentNullException>(() => items.Par().TakeLargestBy((Func<int, int>)null!, 1)).ParamName);
        Assert.Equal("binSelector", Assert.Throws<ArgumentNullException>(() => items.Par().Histogram(1, null!)).ParamName);
        Assert.Equal("bins", Assert.Throws<ArgumentOutOfRangeException>(() => items.Par().Histogram(-1, static x => x)).ParamName);
        Assert.Contains("0 to 0", Assert.Throws<InvalidOperationException>(() => items.Par().Histogram(1, static x => x)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => items.Par().Histogram(1, static _ => -1));
    }

    private static string[] Names(int[] items) => [.. items.Select(static x => x % 2 == 0 ? $"n{x / 2}" : $"N{x / 2}")];

    // A third of the keys is null.
    private static string? Key(string name) => name.Length % 3 == 0 ? null : name[..2];
}
