using Fearless.Analyzers.Tests.Compilation;

namespace Fearless.Analyzers.Tests.Races;

public class CapturedVariableTests
{
    [Fact]
    public void A_captured_sum_is_refused() =>
        Assert.Equal(["4: FC1001"], Snippet.Check(
            """
            class C { static int Sum(int[] a) {
                int sum = 0;
                Parallel.For(0, a.Length, i =>
                    sum += a[i]);
                return sum;
            } }
            """));

    [Fact]
    public void A_sum_by_interlocked_is_accepted() =>
        Assert.Empty(Snippet.Check(
            """
            class C { static int Sum(int[] a) {
                int sum = 0;
                Parallel.For(0, a.Length, i => Interlocked.Add(ref sum, a[i]));
                return sum;
            } }
            """));

    [Fact]
    public void Elements_of_the_own_index_are_accepted() =>
        Assert.Empty(Snippet.Check(
            """
            class C { static void Double(int[] a) => Parallel.For(0, a.Length, i => a[i] = 2 * a[i]); }
            """));

    [Fact]
    public void The_neighbour_element_is_refused() =>
        Assert.Equal(["2: FC1003"], Snippet.Check(
            """
            class C { static void Shift(int[] a) => Parallel.For(0, a.Length - 1, i =>
                a[i] = a[i + 1]); }
            """));
}
