using Fearless.Analyzers.Tests.Compilation;

namespace Fearless.Analyzers.Tests.Races;

/// <summary>Parallel loops in parallel loops: the counters of each tell only its own iterations apart.</summary>
public class NestedLoopTests
{
    [Theory]
    [InlineData("m[i, j]", true)]
    [InlineData("m[j, i]", true)]
    [InlineData("m[0, j]", false)]
    [InlineData("m[i, 0]", false)]
    public void A_loop_in_a_loop_needs_both_counters(string element, bool isAccepted) =>
        Assert.Equal(isAccepted, Snippet.Check(
            $$"""
            class C { static void Run(int[,] m, int n) => Parallel.For(0, n, i => Parallel.For(0, 4, j => { {{element}}++; })); }
            """) is []);

    [Theory]
    [InlineData("a", "b", true)]
    [InlineData("a", "a", false)]
    public void Two_loops_side_by_side_may_be_at_the_same_number(string left, string right, bool isAccepted) =>
        Assert.Equal(isAccepted, Snippet.Check(
            $$"""
            class C {
                static void Run(int[] a, int[] b, int n) => Par.Join(() => Each({{left}}, n), () => Each({{right}}, n));
                static void Each(int[] a, int n) => Parallel.For(0, n, i => { a[i]++; });
            }
            """) is []);
}
