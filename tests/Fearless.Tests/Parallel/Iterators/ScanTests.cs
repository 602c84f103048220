using System.Text;
using CsCheck;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>Prefix combinations, pairs taken apart and chunks of computed items, over random data and random trees of splits.</summary>
public class ScanTests
{
    private static readonly Gen<(int[] Items, int Number, RandomTree Tree)> Cases =
        Gen.Select(Gen.Int[-50, 50].Array[0, 300], Gen.Int[1, 100], RandomTree.Gen);

    [Fact]
    public void A_scan_gives_what_a_loop_gives_also_if_the_function_does_not_commute() =>
        Cases.Sample(static c =>
        {
            string[] names = [.. c.Items.Select(Name)];
            Assert.Equal(Loop(names, string.Concat), names.Par().WithPolicy(c.Tree).Scan(string.Concat));
            Assert.Equal(Loop(c.Items, static (a, b) => a + b), c.Items.AsSpan().Par().WithPolicy(c.Tree).Scan(static (a, b) => a + b));
        });

    [Fact]
    public void A_scan_on_several_workers_gives_what_a_loop_gives() => PoolTest.Run(4, static pool =>
    {
        long[] sums = Par.Range(1L, 200_000).On(pool).WithMaxLength(1000).Scan(static (a, b) => a + b);
        Assert.Equal(Enumerable.Range(1, 200_000).Select(static long (n) => n * (n + 1L) / 2), sums);
    });

    [Fact]
    public void A_scan_of_more_than_an_array_holds_is_refused() =>
        Assert.Throws<InvalidOperationException>(static () => Par.Range(0L, 3_000_000_000).Scan(static (a, b) => a + b));

    [Fact]
    public void A_scan_that_fails_rethrows_the_failure() =>
        Assert.Throws<TimeoutException>(static () => new int[100].Par().Scan(static (_, _) => throw new TimeoutException()));

    [Fact]
    public void Unzip_is_the_opposite_of_Zip() =>
        Cases.Sample(static c =>
        {
            (int[] numbers, string[] names) = c.Items.Par().WithPolicy(c.Tree).Select(static x => (x, Name(x))).Unzip();
            Assert.Equal(c.Items, numbers);
            Assert.Equal(c.Items.Select(Name), names);
            (numbers, names) = c.Items.Par().WithPolicy(c.Tree).Where(static x => x > 0).Select(static x => (x, Name(x))).Unzip();
            Assert.Equal(c.Items.Where(static x => x > 0), numbers);
            Assert.Equal(c.Items.Where(static x => x > 0).Select(Name), names);
        });

    [Fact]
    public void Chunk_gives_what_LINQ_gives() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(c.Items.Chunk(c.Number), c.Items.Par().WithPolicy(c.Tree).Chunk(c.Number).ToArray());
            Assert.Equal(
                c.Items.Skip(3).Select(Name).Chunk(c.Number).Select(static chunk => string.Concat(chunk)),
                c.Items.Par().WithPolicy(c.Tree).Skip(3).Select(Name).Chunk(c.Number).Select(static chunk => string.Concat(chunk)).ToArray());
        });

    [Fact]
    public void Each_chunk_is_folded_from_left_to_right_into_an_accumulator_of_its_own() =>
        Cases.Sample(static c =>
        {
            string[] expected = [.. c.Items.Chunk(c.Number).Select(static chunk => string.Concat(chunk.Select(Name).Prepend(">")))];
            Assert.Equal(expected, c.Items.Par().WithPolicy(c.Tree).Select(Name).AggregateChunks(c.Number, ">", string.Concat).ToArray());
            Assert.Equal(
                expected,
                c.Items.AsSpan().Par().WithPolicy(c.Tree).AggregateChunks(c.Number, static () => new StringBuilder(">"), static (text, x) => text.Append(Name(x)))
                    .Select(static text => text.ToString()).ToArray());
            Assert.Equal(
                expected.Skip(1).Reverse(), c.Items.Par().WithPolicy(c.Tree).Select(Name).AggregateChunks(c.Number, ">", string.Concat).Skip(1).Reverse().ToArray());
        });

    [Fact]
    public void A_comparer_decides_which_item_is_the_least() =>
        Cases.Sample(static c =>
        {
            Comparer<int> byLastDigit = Comparer<int>.Create(static (a, b) => (a % 10).CompareTo(b % 10));
            if (c.Items.Length == 0)
                return;
            Assert.Equal(c.Items.Min(byLastDigit), c.Items.Par().WithPolicy(c.Tree).Min(byLastDigit));
            Assert.Equal(c.Items.Max(byLastDigit), c.Items.Par().WithPolicy(c.Tree).Max(byLastDigit));
        });

    [Fact]
    public void Bad_arguments_are_named()
    {
        Assert.Equal("func", Assert.Throws<ArgumentNullException>(static () => new int[1].Par().Scan(null!)).ParamName);
        Assert.Equal("size", Assert.Throws<ArgumentOutOfRangeException>(static () => new int[1].Par().Chunk(0)).ParamName);
        Assert.Equal("size", Assert.Throws<ArgumentOutOfRangeException>(static () => new int[1].Par().AggregateChunks(0, 0, static (a, b) => a + b)).ParamName);
        Assert.Equal("seedFactory", Assert.Throws<ArgumentNullException>(static () => new int[1].Par().AggregateChunks(1, (Func<int>)null!, static (a, b) => a + b)).ParamName);
        Assert.Equal("fold", Assert.Throws<ArgumentNullException>(static () => new int[1].Par().AggregateChunks(1, 0, null!)).ParamName);
    }

    private static string Name(int x) => $"n{x}";

    private static T[] Loop<T>(T[] items, Func<T, T, T> func)
    {
        T[] results = [.. items];
        for (int i = 1; i < results.Length; i++)
            results[i] = func(results[i - 1], results[i]);
        return results;
    }
}
