using CsCheck;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>What an iterator can be told of how to run: in fixed pieces, and who wants to know how far it has come.</summary>
public class OptionTests
{
    [Fact]
    public void In_fixed_pieces_a_sum_of_floating_point_numbers_is_the_same_on_any_number_of_workers() => PoolTest.Run(1, static one =>
        PoolTest.Run(2, two => PoolTest.Run(5, five =>
            Gen.Double[-1e10, 1e10].Array[0, 5_000].Sample(
                numbers =>
                {
                    double sum = numbers.Par().On(one).WithFixedPieces(100).Sum();
                    Assert.Equal(sum, numbers.Par().On(two).WithFixedPieces(100).Sum());
                    Assert.Equal(sum, numbers.Par().On(five).WithFixedPieces(100).Sum());
                    double product = Product(numbers.Par().On(one).WithFixedPieces(100));
                    Assert.Equal(product, Product(numbers.Par().On(five).WithFixedPieces(100)));
                },
                iter: 100,
                threads: 1))));

    [Fact]
    public void Fixed_pieces_give_what_LINQ_gives() =>
        Gen.Select(Gen.Int[-50, 50].Array[0, 3_000], Gen.Int[1, 500]).Sample(static (items, length) =>
            Assert.Equal(items.Where(static x => x % 2 == 0), items.Par().WithFixedPieces(length).Where(static x => x % 2 == 0).ToArray()));

    [Fact]
    public void Progress_rises_to_the_total() => PoolTest.Run(2, static pool =>
    {
        var reports = new Reports();
        Par.Range(0, 400).On(pool).WithProgress(reports).ForEach(static _ => Thread.Sleep(1));
        Assert.Equal(new ParallelProgress(400, 400), reports.All[^1]);
        Assert.Equal(1, reports.All[^1].Fraction);
        Assert.True(reports.All.Count > 2, "It ran long enough for a few reports.");
        Assert.All(reports.All, static report => Assert.InRange(report.Completed, 1, report.Total));
    });

    [Fact]
    public void Progress_of_nothing_is_complete()
    {
        var reports = new Reports();
        Assert.Empty(Array.Empty<int>().Par().WithProgress(reports).ToArray());
        Assert.Equal(1, Assert.Single(reports.All).Fraction);
    }

    [Fact]
    public void A_report_that_throws_fails_the_run() => PoolTest.Run(1, static pool =>
        Assert.Throws<TimeoutException>(() => Par.Range(0, 10).On(pool).WithProgress(new Failing()).ForEach(static _ => Thread.Sleep(20))));

    [Fact]
    public void Bad_options_are_refused()
    {
        Assert.Equal("maxLength", Assert.Throws<ArgumentOutOfRangeException>(static () => new int[1].Par().WithFixedPieces(0)).ParamName);
        Assert.Equal("progress", Assert.Throws<ArgumentNullException>(static () => new int[1].Par().WithProgress(null!)).ParamName);
    }

    private static double Product(ParallelIterator<Fearless.Plumbing.ArraySource<double>, double, Fearless.Plumbing.Indexed> numbers) =>
        numbers.Aggregate(1.0, static (product, x) => product * (1 + (x / 1e12)), static (left, right) => left * right);

    private sealed class Reports : IProgress<ParallelProgress>
    {
        public List<ParallelProgress> All { get; } = [];

        public void Report(ParallelProgress value)
        {
            lock (All)
                All.Add(value);
        }
    }

    private sealed class Failing : IProgress<ParallelProgress>
    {
        public void Report(ParallelProgress value) => throw new TimeoutException();
    }
}
