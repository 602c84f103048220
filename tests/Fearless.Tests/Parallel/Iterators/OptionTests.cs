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
    public void Progress_of_a_scan_does_not_begin_anew() => PoolTest.Run(2, static pool =>
    {
        var reports = new Reports();
        Par.Range(0, 400).On(pool).WithMaxLength(10).WithProgress(reports).Scan(static (a, b) => a + b);
        Assert.All(reports.All, static report => Assert.Equal(400, report.Total));
        Assert.Single(reports.All, static report => report.Completed == 400);
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

    [Fact]
    public void No_more_workers_than_the_degree_are_at_it_at_once() => PoolTest.Run(4, static pool =>
    {
        for (int degree = 1; degree <= 3; degree++)
        {
            int now = 0;
            int most = 0;
            void Work(int _)
            {
                int running = Interlocked.Increment(ref now);
                int seen;
                while (running > (seen = Volatile.Read(ref most)))
                    Interlocked.CompareExchange(ref most, running, seen);
                Thread.SpinWait(500);
                Interlocked.Decrement(ref now);
            }
            Par.Range(0, 5000).On(pool).WithMaxLength(10).WithDegree(degree).ForEach(Work);
            Par.Range(0, 5000).On(pool).WithFixedPieces(10).WithDegree(degree).ForEach(Work);
            Enumerable.Range(0, 5000).ParBridge().On(pool).WithDegree(degree).ForEach(Work);
            Assert.InRange(most, 1, degree);
        }
    });

    [Fact]
    public void Two_workers_are_at_it_where_the_degree_is_two() => PoolTest.Run(4, static pool =>
    {
        using var both = new Barrier(2);
        Par.Range(0, 2).On(pool).WithDegree(2).ForEach(_ => Assert.True(both.SignalAndWait(PoolTest.Limit / 2)));
        // And again after a piece has ended: what it counted for is free.
        Par.Range(0, 64).On(pool).WithDegree(2).WithUniformBlocks(2).ForEach(_ => Assert.True(both.SignalAndWait(PoolTest.Limit / 2)));
    });

    [Fact]
    public void Fixed_pieces_are_the_same_whatever_the_degree() => PoolTest.Run(3, static pool =>
    {
        double[] items = [.. Enumerable.Range(1, 10_000).Select(static x => 1.0 / x)];
        double expected = items.Par().On(pool).WithFixedPieces(100).Sum();
        for (int degree = 1; degree <= 4; degree++)
            Assert.Equal(expected, items.Par().On(pool).WithFixedPieces(100).WithDegree(degree).Sum());
    });

    [Fact]
    public void Blocks_change_no_result() =>
        Gen.Select(Gen.Int[-20, 20].Array[0, 300], Gen.Int[1, 50], RandomTree.Gen).Sample(static (items, length, tree) =>
        {
            Assert.Equal(items, items.Par().WithPolicy(tree).WithUniformBlocks(length).ToArray());
            Assert.Equal(items, items.Par().WithExponentialBlocks().Where(static _ => true).ToArray());
            Assert.Equal(Array.IndexOf(items, 7), items.Par().WithPolicy(tree).WithExponentialBlocks().FindIndex(static x => x == 7));
            Assert.Equal(Array.LastIndexOf(items, 7), items.Par().WithPolicy(tree).WithUniformBlocks(length).FindLastIndex(static x => x == 7));
            Assert.Equal(items.LastOrDefault(static x => x < 0), items.Par().WithPolicy(tree).WithUniformBlocks(length).LastOrDefault(static x => x < 0));
        });

    [Fact]
    public void A_block_begins_when_the_one_before_it_has_ended() => PoolTest.Run(3, static pool =>
    {
        int done = 0;
        Par.Range(0, 1000).On(pool).WithMaxLength(1).WithUniformBlocks(100).ForEach(x =>
        {
            Assert.True(Volatile.Read(ref done) >= x / 100 * 100);
            Interlocked.Increment(ref done);
        });
        int seen = 0;
        Assert.Equal(100, Par.Range(0, int.MaxValue).On(pool).WithExponentialBlocks().FindIndex(x =>
        {
            Interlocked.Increment(ref seen);
            return x == 100;
        }));
        // Blocks of 3, 6, 12, 24, 48 and 96 items.
        Assert.InRange(seen, 101, 189);
    });

    [Fact]
    public void Bounds_below_one_are_refused()
    {
        Assert.Equal("workers", Assert.Throws<ArgumentOutOfRangeException>(static () => new int[3].Par().WithDegree(0)).ParamName);
        Assert.Equal("length", Assert.Throws<ArgumentOutOfRangeException>(static () => new int[3].Par().WithUniformBlocks(0)).ParamName);
    }
}
