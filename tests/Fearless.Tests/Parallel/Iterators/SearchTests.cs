using CsCheck;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>Searches against LINQ, over random data and random trees of splits, and on several workers.</summary>
public class SearchTests
{
    private static readonly Gen<(int[] Items, int Number, RandomTree Tree)> Cases =
        Gen.Select(Gen.Int[0, 20].Array[0, 300], Gen.Int[0, 22], RandomTree.Gen);

    [Fact]
    public void First_and_last_give_what_LINQ_gives() =>
        Cases.Sample(static c =>
        {
            (int Value, int Index)[] items = [.. c.Items.Select(static (x, i) => (x, i))];
            bool IsSought((int Value, int Index) x) => x.Value == c.Number;
            Assert.Equal(items.FirstOrDefault(IsSought), items.Par().WithPolicy(c.Tree).FirstOrDefault(IsSought));
            Assert.Equal(items.LastOrDefault(IsSought), items.Par().WithPolicy(c.Tree).LastOrDefault(IsSought));
            Assert.Equal(items.FirstOrDefault(), items.Par().WithPolicy(c.Tree).FirstOrDefault());
            Assert.Equal(items.LastOrDefault(), items.Par().WithPolicy(c.Tree).LastOrDefault());
            string[] names = [.. items.Select(static x => $"{x.Value} at {x.Index}")];
            bool IsNamed(string name) => name.StartsWith($"{c.Number} ", StringComparison.Ordinal);
            Assert.Equal(names.FirstOrDefault(IsNamed), names.Par().WithPolicy(c.Tree).FirstOrDefault(IsNamed));
            Assert.Equal(names.LastOrDefault(IsNamed), names.Par().WithPolicy(c.Tree).LastOrDefault(IsNamed));
        });

    [Fact]
    public void Any_item_is_one_that_fulfils_the_predicate() =>
        Cases.Sample(static c =>
        {
            bool isFound = c.Items.Par().WithPolicy(c.Tree).TryGetAny(x => x == c.Number, out int found);
            Assert.Equal(c.Items.Contains(c.Number), isFound);
            Assert.Equal(isFound ? c.Number : 0, found);
        });

    [Fact]
    public void Indices_give_what_arrays_give() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(Array.FindIndex(c.Items, x => x == c.Number), c.Items.Par().WithPolicy(c.Tree).FindIndex(x => x == c.Number));
            Assert.Equal(Array.FindLastIndex(c.Items, x => x == c.Number), c.Items.Par().WithPolicy(c.Tree).FindLastIndex(x => x == c.Number));
            long any = c.Items.Par().WithPolicy(c.Tree).FindAnyIndex(x => x == c.Number);
            Assert.True(any < 0 ? !c.Items.Contains(c.Number) : c.Items[any] == c.Number);
            string[] names = [.. c.Items.Select(static x => $"n{x}")];
            Assert.Equal(Array.FindLastIndex(names, x => x == $"n{c.Number}"), names.Par().WithPolicy(c.Tree).FindLastIndex(x => x == $"n{c.Number}"));
        });

    [Fact]
    public void Searches_on_several_workers_give_what_LINQ_gives() => PoolTest.Run(4, static pool =>
        Gen.Select(Gen.Int[0, 30_000].Array[0, 6], Gen.Int[1, 30_000]).Sample(
            (marked, length) =>
            {
                bool[] items = new bool[length];
                foreach (int index in marked)
                    items[index % length] = true;
                Assert.Equal(Array.IndexOf(items, true), items.Par().On(pool).WithMaxLength(100).FindIndex(static x => x));
                Assert.Equal(Array.LastIndexOf(items, true), items.Par().On(pool).WithMaxLength(100).FindLastIndex(static x => x));
                Assert.Equal(Array.IndexOf(items, true), items.Par().On(pool).WithMaxLength(100).Index().TryGetFirst(static x => x.Item, out (int Index, bool Item) first) ? first.Index : -1);
                Assert.Equal(Array.LastIndexOf(items, true), items.Par().On(pool).WithMaxLength(100).Index().TryGetLast(static x => x.Item, out (int Index, bool Item) last) ? last.Index : -1);
            },
            iter: 50,
            threads: 1));

    [Fact]
    public void A_search_for_the_first_looks_at_nothing_behind_it_on_one_worker() => PoolTest.Run(1, static pool =>
    {
        int seen = 0;
        Assert.Equal(100, Par.Range(0, 10_000_000).On(pool).FindIndex(x => ++seen > 100));
        Assert.Equal(101, seen);
    });

    [Fact]
    public void A_search_for_the_first_leaves_most_of_what_follows_alone() => PoolTest.Run(2, static pool =>
    {
        int seen = 0;
        using var found = new ManualResetEventSlim();
        long index = Par.Range(0, 10_000_000).On(pool).FindIndex(x =>
        {
            Interlocked.Increment(ref seen);
            if (x == 100)
                found.Set();
            // So that the other worker does not have half of it before this one has begun.
            else if (x > 100)
                PoolTest.Await(found, "the first worker comes to the item");
            return x == 100;
        });
        Assert.Equal(100, index);
        Assert.True(seen < 5_000_000, $"{seen} items were looked at");
    });

    [Fact]
    public void Contains_gives_what_LINQ_gives() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(c.Items.Contains(c.Number), c.Items.Par().WithPolicy(c.Tree).Contains(c.Number));
            Assert.Equal(c.Items.Contains(c.Number), c.Items.Par().WithPolicy(c.Tree).Select(static x => x).Contains(c.Number));
            Assert.Equal(c.Items.Contains(c.Number), c.Items.Par().WithPolicy(c.Tree).Select(static x => $"N{x}").Contains($"n{c.Number}", StringComparer.OrdinalIgnoreCase));
        });

    [Fact]
    public void ElementAt_computes_only_that_item()
    {
        int computed = 0;
        Assert.Equal("n7", Par.Range(0, 100).Select(x =>
        {
            computed++;
            return $"n{x}";
        }).ElementAt(7));
        Assert.Equal(1, computed);
        Assert.Equal("index", Assert.Throws<ArgumentOutOfRangeException>(static () => new int[3].Par().ElementAt(3)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new int[3].Par().ElementAt(-1));
    }

    [Fact]
    public void What_is_not_there_is_refused_in_the_words_of_LINQ()
    {
        int[] none = [];
        Assert.Equal(Message(() => none.First()), Message(() => none.Par().First()));
        Assert.Equal(Message(() => none.Last()), Message(() => none.Par().Last()));
        Assert.Equal(Message(() => none.First(static _ => true)), Message(() => none.Par().First(static _ => true)));
        Assert.Equal(Message(() => none.Last(static _ => true)), Message(() => none.Par().Last(static _ => true)));
        Assert.False(none.Par().TryGetFirst(out _));
        Assert.False(none.Par().TryGetLast(out _));
        Assert.False(none.Par().TryGetAny(out _));

        static string Message(Func<int> search) => Assert.Throws<InvalidOperationException>(() => search()).Message;
    }

    [Fact]
    public void A_null_predicate_is_named()
    {
        int[] items = [1];
        Assert.Equal("predicate", Assert.Throws<ArgumentNullException>(() => items.Par().First(null!)).ParamName);
        Assert.Equal("predicate", Assert.Throws<ArgumentNullException>(() => items.Par().LastOrDefault(null!)).ParamName);
        Assert.Equal("predicate", Assert.Throws<ArgumentNullException>(() => items.Par().TryGetAny(null!, out _)).ParamName);
        Assert.Equal("predicate", Assert.Throws<ArgumentNullException>(() => items.Par().FindIndex(null!)).ParamName);
    }
}
