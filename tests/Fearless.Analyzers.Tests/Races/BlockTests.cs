using Fearless.Analyzers.Tests.Compilation;

namespace Fearless.Analyzers.Tests.Races;

/// <summary>An array in blocks, one for each strand: the smallest step over the border is seen.</summary>
public class BlockTests
{
    [Theory]
    [InlineData("(t + 1) * chunk", true)]
    [InlineData("(t + 1) * chunk + 1", false)]
    [InlineData("(t + 2) * chunk", false)]
    [InlineData("t == threads - 1 ? a.Length : (t + 1) * chunk", true)]
    [InlineData("t == threads - 2 ? a.Length : (t + 1) * chunk", false)]
    [InlineData("t == threads - 1 ? a.Length : (t + 1) * chunk + 1", false)]
    [InlineData("Math.Min(a.Length, (t + 1) * chunk)", true)]
    [InlineData("Math.Max(a.Length, (t + 1) * chunk)", false)]
    public void A_block_is_accepted_where_it_ends_before_the_next_begins(string end, bool isAccepted) =>
        Assert.Equal(isAccepted ? [] : ["4: FC1003"], Snippet.Check(
            $$"""
            class C { static void Run(int[] a, int threads) { int chunk = a.Length / threads; Parallel.For(0, threads, t => {
                int end = {{end}};
                for (int i = t * chunk; i < end; i++)
                    a[i]++;
            }); } }
            """));

    [Fact]
    public void Blocks_of_a_size_that_may_be_negative_are_refused() =>
        Assert.Equal(["3: FC1003"], Snippet.Check(
            """
            class C { static void Run(int[] a, int threads, int chunk) => Parallel.For(0, threads, t => {
                for (int i = t * chunk; i < t * chunk + 10; i++)
                    a[i]++;
            }); }
            """));

    [Theory]
    [InlineData("for (int i = range.Item1; i < range.Item2; i++) a[i]++;", true)]
    [InlineData("for (int i = range.Item1; i <= range.Item2; i++) a[i]++;", false)]
    [InlineData("(int from, int to) = range; for (int i = from; i < to; i++) a[i]++;", true)]
    [InlineData("for (int i = range.Item1; i < range.Item2; i++) a[i - 1] = a[i];", false)]
    public void The_ranges_of_a_partitioner_do_not_overlap(string body, bool isAccepted) =>
        Assert.Equal(isAccepted, Snippet.Check(
            $$"""
            class C { static void Run(int[] a) => Parallel.ForEach(Partitioner.Create(0, a.Length), range => { {{body}} }); }
            """) is []);
}
