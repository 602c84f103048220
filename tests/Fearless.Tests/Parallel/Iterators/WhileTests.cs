using CsCheck;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>Operators that keep or drop items up to one, in LINQ's meaning and in that of whoever comes first.</summary>
public class WhileTests
{
    private static readonly Gen<(int[] Items, int Bound, RandomTree Tree)> Cases = Gen.Select(Gen.Int[0, 100].Array[0, 300], Gen.Int[0, 103], RandomTree.Gen);

    [Fact]
    public void TakeWhile_and_SkipWhile_give_what_LINQ_gives() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(c.Items.TakeWhile(x => x < c.Bound), c.Items.Par().WithPolicy(c.Tree).TakeWhile(x => x < c.Bound));
            Assert.Equal(c.Items.SkipWhile(x => x < c.Bound), c.Items.Par().WithPolicy(c.Tree).SkipWhile(x => x < c.Bound));
            string[] names = [.. c.Items.Select(static x => $"n{x}")];
            Assert.Equal(names.Where(static x => x.Length > 2).TakeWhile(x => x != $"n{c.Bound}"), names.Par().WithPolicy(c.Tree).Where(static x => x.Length > 2).TakeWhile(x => x != $"n{c.Bound}"));
            Assert.Equal(names.Where(static x => x.Length > 2).SkipWhile(x => x != $"n{c.Bound}"), names.Par().WithPolicy(c.Tree).Where(static x => x.Length > 2).SkipWhile(x => x != $"n{c.Bound}"));
        });

    [Fact]
    public void TakeWhile_stops_what_would_run_for_a_year() => PoolTest.Run(3, static pool =>
        Assert.Equal(Enumerable.Range(0, 1000).Select(static x => (long)x), Par.Range(0L, long.MaxValue).On(pool).TakeWhile(static x => x < 1000)));

    [Fact]
    public void TakeAny_and_SkipAny_keep_as_many_in_order() =>
        Cases.Sample(static c =>
        {
            int[] numbers = [.. c.Items.Select(static (_, i) => i)];
            int[] taken = numbers.Par().WithPolicy(c.Tree).TakeAny(c.Bound).ToArray();
            Assert.Equal(Math.Min(numbers.Length, c.Bound), taken.Length);
            Assert.Equal(taken.Distinct().Order(), taken);
            int[] left = numbers.Par().WithPolicy(c.Tree).SkipAny(c.Bound).ToArray();
            Assert.Equal(Math.Max(numbers.Length - c.Bound, 0), left.Length);
            Assert.Equal(left.Distinct().Order(), left);
            Assert.Empty(numbers.Par().TakeAny(-1).ToArray());
            Assert.Equal(numbers, numbers.Par().SkipAny(-1).ToArray());
        });

    [Fact]
    public void TakeAnyWhile_and_SkipAnyWhile_keep_to_the_predicate() =>
        Cases.Sample(static c =>
        {
            int[] taken = c.Items.Par().WithPolicy(c.Tree).TakeAnyWhile(x => x < c.Bound).ToArray();
            Assert.All(taken, x => Assert.True(x < c.Bound));
            int[] left = c.Items.Par().WithPolicy(c.Tree).SkipAnyWhile(x => x < c.Bound).ToArray();
            Assert.Equal(c.Items.Count(x => x >= c.Bound), left.Count(x => x >= c.Bound));
            if (c.Items.All(x => x < c.Bound))
            {
                Assert.Equal(c.Items, taken);
                Assert.Empty(left);
            }
        });

    [Fact]
    public void Several_workers_take_exactly_as_many() => PoolTest.Run(4, static pool =>
    {
        for (int count = 0; count < 50; count++)
        {
            Assert.Equal(count, Par.Range(0L, long.MaxValue).On(pool).TakeAny(count).Count());
            Assert.Equal(10_000 - count, Par.Range(0, 10_000).On(pool).WithMaxLength(10).SkipAny(count).Count());
        }
    });

    [Fact]
    public void What_is_over_ends_its_source() => PoolTest.Run(2, static pool =>
    {
        Assert.Equal(5, Endless().ParBridge().On(pool).TakeAny(5).Count());
        Assert.Equal(15, Endless().ParBridge(7).On(pool).TakeAny(5).Concat(Par.Range(0, 10).AsUnindexed()).Count());
        Assert.Equal(5, Par.Range(0, 3).On(pool).SelectMany(static _ => Endless()).TakeAny(5).Count());
        Assert.All(Endless().ParBridge().On(pool).TakeAnyWhile(static x => x < 100).ToArray(), static x => Assert.True(x < 100));

        static IEnumerable<int> Endless()
        {
            for (int x = 0; ; x++)
                yield return x;
        }
    });

    [Fact]
    public void A_second_run_of_an_iterator_counts_anew()
    {
        var taken = Par.Range(0, 100).TakeAny(5);
        Assert.Equal(5, taken.Count());
        Assert.Equal(5, taken.Count());
    }

    [Fact]
    public void Null_predicates_are_named()
    {
        int[] items = [1];
        Assert.Equal("predicate", Assert.Throws<ArgumentNullException>(() => items.Par().TakeWhile(null!)).ParamName);
        Assert.Equal("predicate", Assert.Throws<ArgumentNullException>(() => items.Par().SkipWhile(null!)).ParamName);
        Assert.Equal("predicate", Assert.Throws<ArgumentNullException>(() => items.Par().TakeAnyWhile(null!)).ParamName);
        Assert.Equal("predicate", Assert.Throws<ArgumentNullException>(() => items.Par().SkipAnyWhile(null!)).ParamName);
    }
}
