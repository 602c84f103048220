using CsCheck;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>The operators that keep, number, turn round or join slots, against LINQ, over random data and random trees of splits.</summary>
public class SlotTests
{
    private static readonly Gen<(int[] Items, int[] Others, int Number, RandomTree Tree)> Cases =
        Gen.Select(Gen.Int[-50, 50].Array[0, 200], Gen.Int[-50, 50].Array[0, 200], Gen.Int[-3, 210], RandomTree.Gen);

    [Fact]
    public void Skip_and_Take_give_what_LINQ_gives() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(c.Items.Skip(c.Number), c.Items.Par().WithPolicy(c.Tree).Skip(c.Number).ToArray());
            Assert.Equal(c.Items.Take(c.Number), c.Items.Par().WithPolicy(c.Tree).Take(c.Number).ToArray());
            Assert.Equal(
                c.Items.Skip(3).Take(c.Number).Skip(2).Where(IsEven),
                c.Items.AsSpan().Par().WithPolicy(c.Tree).Skip(3).Take(c.Number).Skip(2).Where(IsEven).ToArray());
        });

    [Fact]
    public void Skip_and_Take_of_the_largest_numbers_do_not_overflow()
    {
        Assert.Empty(new int[9].Par().Skip(long.MaxValue).ToArray());
        Assert.Equal(9, new int[9].Par().Take(long.MaxValue).Skip(long.MinValue).Count());
    }

    [Fact]
    public void Skipped_items_are_not_computed()
    {
        int[] computed = new int[100];
        Par.Range(0, 100).Select(i => computed[i]++).Skip(10).Take(5).ToArray();
        Assert.Equal(Enumerable.Range(10, 5), Enumerable.Range(0, 100).Where(i => computed[i] != 0));
    }

    [Fact]
    public void Reverse_gives_what_LINQ_gives() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(Enumerable.Reverse(c.Items), c.Items.Par().WithPolicy(c.Tree).Reverse().ToArray());
            Assert.Equal(
                Enumerable.Reverse(c.Items).Skip(2).Reverse().Select(Name), c.Items.Par().WithPolicy(c.Tree).Reverse().Skip(2).Reverse().Select(Name).ToArray());
        });

    [Fact]
    public void TakeEvery_keeps_the_first_of_each_so_many() =>
        Cases.Sample(static c =>
        {
            int step = Math.Max(c.Number, 1);
            int[] expected = [.. c.Items.Where((_, i) => i % step == 0)];
            Assert.Equal(expected, c.Items.Par().WithPolicy(c.Tree).TakeEvery(step).ToArray());
            Assert.Equal(Enumerable.Reverse(expected), c.Items.Par().WithPolicy(c.Tree).TakeEvery(step).Reverse().ToArray());
        });

    [Fact]
    public void A_step_may_be_longer_than_any_block() => PoolTest.Run(1, static pool =>
    {
        // One worker without a clock's help: from the second block on the items of a block lie further apart than an int counts.
        Assert.Equal(
            Enumerable.Range(0, 2000).Select(static x => x * 1_000_000_000L), Par.Range(0L, 2_000_000_000_000).On(pool).TakeEvery(1_000_000_000).ToArray());
        Assert.Equal(
            Enumerable.Range(0, 1000).Select(static x => x * 2L * int.MaxValue).Reverse(),
            Par.Range(0L, 2000L * int.MaxValue).WithPolicy(new RandomTree(3)).TakeEvery(int.MaxValue).TakeEvery(2).Reverse().ToArray());
    });

    [Fact]
    public void A_step_below_one_is_refused() =>
        Assert.Equal("step", Assert.Throws<ArgumentOutOfRangeException>(static () => new int[3].Par().TakeEvery(0)).ParamName);

    [Fact]
    public void Index_numbers_as_LINQ_does() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(c.Items.Index(), c.Items.Par().WithPolicy(c.Tree).Index().ToArray());
            Assert.Equal(c.Items.Select(Name).Index().Skip(1), c.Items.Par().WithPolicy(c.Tree).Select(Name).Index().Skip(1).ToArray());
        });

    [Fact]
    public void More_items_than_an_int_counts_cannot_be_numbered() =>
        Assert.Throws<OverflowException>(static () => Par.Range(0L, 3_000_000_000).Index().Count());

    [Fact]
    public void Zip_gives_what_LINQ_gives() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(c.Items.Zip(c.Others), c.Items.Par().WithPolicy(c.Tree).Zip(c.Others.Par()).ToArray());
            Assert.Equal(
                c.Items.Select(Name).Zip(c.Others.Skip(3), static (name, x) => name + x),
                c.Items.Par().WithPolicy(c.Tree).Select(Name).Zip(c.Others.AsSpan().Par().Skip(3), static (name, x) => name + x).ToArray());
            Assert.Equal(
                c.Items.Zip(c.Others).Zip(c.Items), c.Items.Par().WithPolicy(c.Tree).Zip(c.Others.Par()).Zip(c.Items.Par()).ToArray());
        });

    [Fact]
    public void Zip_of_three_gives_what_LINQ_gives() =>
        Cases.Sample(static c =>
        {
            int[] third = [.. c.Items.Skip(c.Number)];
            Assert.Equal(
                c.Items.Zip(c.Others, third), c.Items.Par().WithPolicy(c.Tree).Zip(c.Others.AsSpan().Par(), third.Par()).ToArray());
            Assert.Equal(
                c.Items.Select(Name).Zip(third, c.Others.Select(Name)),
                c.Items.Par().WithPolicy(c.Tree).Select(Name).Zip(third.Par(), c.Others.Par().Select(Name)).ToArray());
        });

    [Fact]
    public void ZipExact_refuses_lengths_that_differ_before_anything_runs()
    {
        bool ran = false;
        string message = Assert.Throws<InvalidOperationException>(() => new int[3].Par().Select(x => ran = true).ZipExact(new int[4].Par()).ToArray()).Message;
        Assert.Contains("3 and 4", message, StringComparison.Ordinal);
        Assert.False(ran);
        Assert.Equal(3, new int[3].Par().ZipExact(new long[3].Par()).Count());
    }

    [Fact]
    public void Concat_gives_what_LINQ_gives() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(c.Items.Concat(c.Others), c.Items.Par().WithPolicy(c.Tree).Concat(c.Others.Par()).ToArray());
            Assert.Equal(
                c.Items.Select(Name).Concat(c.Others.Select(Name)).Concat(c.Items.Select(Name)),
                c.Items.Par().WithPolicy(c.Tree).Select(Name).Concat(c.Others.Par().Select(Name)).Concat(c.Items.Par().Select(Name)).ToArray());
            Assert.Equal(
                c.Items.Where(IsEven).Concat(c.Others.Where(IsEven)),
                c.Items.Par().WithPolicy(c.Tree).Where(IsEven).Concat(c.Others.Par().Where(IsEven)).ToArray());
            Assert.Equal(
                c.Items.SelectMany(Twice).Concat(c.Others),
                c.Items.Par().WithPolicy(c.Tree).SelectMany(Twice).Concat(c.Others.Par().AsUnindexed()).ToArray());
            Assert.Equal(
                c.Others.Concat(c.Items.SelectMany(Twice)),
                c.Others.Par().WithPolicy(c.Tree).AsUnindexed().Concat(c.Items.Par().SelectMany(Twice)).ToArray());
        });

    [Fact]
    public void SequenceEqual_gives_what_LINQ_gives() =>
        Cases.Sample(static c =>
        {
            int[] same = [.. c.Items];
            Assert.True(c.Items.Par().WithPolicy(c.Tree).SequenceEqual(same.Par()));
            Assert.Equal(c.Items.SequenceEqual(c.Others), c.Items.Par().WithPolicy(c.Tree).SequenceEqual(c.Others.Par()));
            Assert.False(c.Items.Par().SequenceEqual(c.Items.Append(1).ToArray().Par()));
            if (same.Length == 0)
                return;
            same[Math.Abs(c.Number) % same.Length]++;
            Assert.False(c.Items.Par().WithPolicy(c.Tree).SequenceEqual(same.Par()));
            Assert.True(c.Items.Par().Select(Name).SequenceEqual(c.Items.Par().Select(static x => Name(x).ToUpperInvariant()), StringComparer.OrdinalIgnoreCase));
        });

    [Fact]
    public void Windows_are_all_neighbours() =>
        Cases.Sample(static c =>
        {
            int size = Math.Max(c.Number, 1);
            string[] expected = [.. Enumerable.Range(0, Math.Max(c.Items.Length - size + 1, 0)).Select(i => string.Join(',', c.Items.Skip(i).Take(size)))];
            Assert.Equal(expected, c.Items.Par().WithPolicy(c.Tree).Windows(size).Select(static window => string.Join(',', window.ToArray())).ToArray());
        });

    [Fact]
    public void A_window_of_nothing_is_refused() =>
        Assert.Equal("size", Assert.Throws<ArgumentOutOfRangeException>(static () => new int[3].Par().Windows(0)).ParamName);

    [Fact]
    public void A_null_function_is_named()
    {
        int[] items = [1];
        Assert.Equal("resultSelector", Assert.Throws<ArgumentNullException>(() => items.Par().Zip(items.Par(), (Func<int, int, int>)null!)).ParamName);
    }

    private static bool IsEven(int x) => x % 2 == 0;

    private static string Name(int x) => $"n{x}";

    private static IEnumerable<int> Twice(int x) => [x, x];
}
