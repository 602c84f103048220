using CsCheck;

namespace Fearless.Tests.Parallel.Iterators;

public class ArgumentTests
{
    [Fact]
    public void A_null_source_is_named()
    {
        Assert.Equal("source", Assert.Throws<ArgumentNullException>(static () => ((int[])null!).Par()).ParamName);
        Assert.Equal("source", Assert.Throws<ArgumentNullException>(static () => ((List<int>)null!).Par()).ParamName);
    }

    [Fact]
    public void A_null_delegate_is_named_before_anything_runs()
    {
        int[] items = [1];
        Assert.Equal("selector", Assert.Throws<ArgumentNullException>(() => items.Par().Select((Func<int, int>)null!)).ParamName);
        Assert.Equal("selector", Assert.Throws<ArgumentNullException>(() => items.Par().Sum((Func<int, int>)null!)).ParamName);
        Assert.Equal("predicate", Assert.Throws<ArgumentNullException>(() => items.Par().Where((Func<int, bool>)null!)).ParamName);
        Assert.Equal("predicate", Assert.Throws<ArgumentNullException>(() => items.Par().Any(null!)).ParamName);
        Assert.Equal("predicate", Assert.Throws<ArgumentNullException>(() => items.Par().All(null!)).ParamName);
        Assert.Equal("predicate", Assert.Throws<ArgumentNullException>(() => items.Par().Count(null!)).ParamName);
        Assert.Equal("action", Assert.Throws<ArgumentNullException>(() => items.Par().ForEach((Action<int>)null!)).ParamName);
        Assert.Equal("action", Assert.Throws<ArgumentNullException>(() => items.Par().ForEach((RefAction<int>)null!)).ParamName);
        Assert.Equal("func", Assert.Throws<ArgumentNullException>(() => items.Par().Aggregate(null!)).ParamName);
        Assert.Equal("func", Assert.Throws<ArgumentNullException>(() => items.Par().Aggregate(1, null!)).ParamName);
        Assert.Equal("fold", Assert.Throws<ArgumentNullException>(() => items.Par().Aggregate(1, null!, (a, _) => a)).ParamName);
        Assert.Equal("combine", Assert.Throws<ArgumentNullException>(() => items.Par().Aggregate(1, (a, _) => a, null!)).ParamName);
        Assert.Equal("pool", Assert.Throws<ArgumentNullException>(() => items.Par().On(null!)).ParamName);
    }

    [Fact]
    public void A_chunk_of_nothing_is_refused_with_the_remedy()
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(static () => new int[3].Par().Chunks(0));
        Assert.Equal("size", refusal.ParamName);
        Assert.Contains("Pass the length of a row, or 1.", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(static () => ReadOnlySpan<int>.Empty.Par().Chunks(-1));
    }

    [Fact]
    public void Lengths_below_one_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new int[3].Par().WithMinLength(0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new int[3].Par().WithMaxLength(0));
    }

    [Fact]
    public void A_range_that_LINQ_refuses_is_refused()
    {
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(static () => Par.Range(0, -1)).ParamName);
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(static () => Par.Range(2, int.MaxValue)).ParamName);
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(static () => Par.Range(2L, long.MaxValue)).ParamName);
        Assert.Throws<ArgumentException>(static () => (1..^1).Par());
        Assert.Throws<ArgumentOutOfRangeException>(static () => (3..1).Par());
        Assert.Empty(Par.Range(int.MaxValue, 0).ToArray());
    }

    [Fact]
    public void Nothing_gives_what_LINQ_gives()
    {
        Assert.Empty(Array.Empty<int>().Par().Select(static x => x).ToArray());
        Assert.Empty(Array.Empty<int>().Par().Where(static _ => true).ToList());
        Assert.Equal(0, Array.Empty<int>().Par().Chunks(3).Count());
        Assert.Equal(4, Array.Empty<int>().Par().Aggregate(4, static (a, b) => a + b));
        Assert.Equal(4, Array.Empty<int>().Par().Aggregate(4, static (a, b) => a + b, static (a, b) => a + b));
        Assert.Throws<InvalidOperationException>(static () => Array.Empty<int>().Par().Aggregate(static (a, b) => a + b));
        Assert.True(Array.Empty<int>().Par().All(static _ => false));
        Assert.False(Array.Empty<int>().Par().Any());
    }

    [Fact]
    public void More_items_than_an_array_holds_are_refused() =>
        Assert.Throws<InvalidOperationException>(static () => Par.Range(0L, long.MaxValue).ToArray());

    [Fact]
    public void An_array_of_a_derived_type_can_be_read_but_not_written()
    {
        object[] items = new string[] { "a", "b" };
        Assert.Equal(items, items.Par().ToArray());
        Assert.Throws<ArrayTypeMismatchException>(() => items.Par().ForEach(static (ref x) => x = "c"));
    }

    [Fact]
    public void Pieces_keep_to_the_bounds_of_their_length()
    {
        using var pool = new WorkerPool(2);
        Gen.Select(Gen.Int[1, 3000], Gen.Int[1, 100], Gen.Int[1, 100]).Sample(
            (length, min, max) =>
            {
                int[] pieces = Par.Range(0, length).On(pool).WithMinLength(min).WithMaxLength(max)
                    .Aggregate(static () => new List<int> { 0 }, static (list, _) => { list[0]++; return list; }, static (left, right) => [.. left, .. right]).ToArray();
                Assert.Equal(length, pieces.Sum());
                Assert.All(pieces, piece => Assert.True(piece >= Math.Min(min, length)));
                Assert.All(pieces, piece => Assert.True(piece <= Math.Max(max, (2 * min) - 1)));
            },
            iter: 100);
    }
}
