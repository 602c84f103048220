using Fearless.Analyzers.Tests.Compilation;

namespace Fearless.Analyzers.Tests.Races;

/// <summary>A slice for each iteration, in all the ways to cut one.</summary>
public class SliceTests
{
    [Theory]
    [InlineData("a.AsSpan().Slice(i * 4, LENGTH)")]
    [InlineData("a.AsSpan(i * 4, LENGTH)")]
    [InlineData("a.AsSpan((i * 4)..(i * 4 + LENGTH))")]
    [InlineData("a.AsSpan()[(i * 4)..(i * 4 + LENGTH)]")]
    [InlineData("a.AsMemory()[(i * 4)..][..LENGTH].Span")]
    [InlineData("new Memory<int>(a)[(i * 4)..(i * 4 + LENGTH)].Span")]
    [InlineData("new ArraySegment<int>(a, i * 4, LENGTH)")]
    [InlineData("new Span<int>(a, i * 4, LENGTH)")]
    public void Slices_that_touch_are_accepted_and_slices_that_overlap_refused(string slice)
    {
        Assert.Empty(Check(slice.Replace("LENGTH", "4", StringComparison.Ordinal)));
        Assert.NotEmpty(Check(slice.Replace("LENGTH", "5", StringComparison.Ordinal)));

        static string[] Check(string slice) => Snippet.Check(
            $$"""
            class C { static void Run(int[] a, int n) => Parallel.For(0, n, i => {
                var part = {{slice}};
                part[0]++;
                part[^1]++;
            }); }
            """);
    }

    [Theory]
    [InlineData("^1", "^2", true)]
    [InlineData("^1", "^1", false)]
    [InlineData("0", "^1", false)]
    public void Elements_counted_from_the_end_differ_where_the_distances_do(string left, string right, bool isAccepted) =>
        Assert.Equal(isAccepted, Snippet.Check(
            $$"""
            class C { static void Run(int[] a) => Par.Join(() => { a[{{left}}] = 1; }, () => { a[{{right}}] = 2; }); }
            """) is []);

    [Theory]
    [InlineData("(0..n).Par().ForEach(i => BODY);")]
    [InlineData("(3..n).Par().ForEach(i => BODY);")]
    [InlineData("Range all = 0..n; all.Par().ForEach(i => BODY);")]
    public void The_numbers_of_a_range_differ(string loop)
    {
        Assert.Empty(Check("a[i]++"));
        Assert.NotEmpty(Check("a[i] = a[i + 1]"));

        string[] Check(string body) => Snippet.Check(
            $$"""class C { static void Run(int[] a, int n) { {{loop.Replace("BODY", body, StringComparison.Ordinal)}} } }""");
    }
}
