using Fearless.Analyzers.Tests.Compilation;

namespace Fearless.Analyzers.Tests.Races;

/// <summary>A race is told once, where it is made, however many reach it.</summary>
public class ReportTests
{
    [Fact]
    public void A_race_in_a_method_is_told_there_and_not_by_its_callers() =>
        Assert.Equal(["2: FC1003"], All(
            """
            class C {
                static Timer Fill(int[] a) => new Timer(_ => a[0]++, null, 0, 1);
                static Timer First(int[] a) => Fill(a);
                static Timer Second(int[] a) => Fill(a);
                static Timer Third(int[] a) => First(a);
            }
            """));

    [Fact]
    public void A_race_that_a_wrapper_makes_of_a_method_is_told_in_that_method_once() =>
        Assert.Equal(["3: FC1008"], All(
            """
            class C {
                static int s_count;
                static void Count(int i) => s_count++;
                static void Each(Action<int> body) => Parallel.For(0, 9, body);
                static void First() => Each(Count);
                static void Second() => Each(Count);
            }
            """));

    [Fact]
    public void A_race_that_the_arguments_of_callers_make_is_told_once() =>
        Assert.Equal(["2: FC1003"], All(
            """
            class C {
                static void Both(int[] x, int[] y) => Parallel.Invoke(() => x[0] = 1, () => y[0] = 2);
                static void First(int[] a) => Task.Run(() => Both(a, a)).Wait();
                static void Second(int[] a) => Task.Run(() => Both(a, a)).Wait();
            }
            """));

    [Fact]
    public void Whoever_starts_what_races_tells_it_at_his_own_start() =>
        Assert.Equal(["4: FC1008", "5: FC1008"], All(
            """
            class C {
                static int s_first, s_second;
                static void Count() { s_first++; s_second++; }
                static void First() => Parallel.Invoke(Count, Count);
                static void Second() => Parallel.Invoke(Count, Count);
            }
            """));

    private static string[] All(string source) =>
        [.. Snippet.Diagnose(source).Select(static diagnostic => $"{diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1}: {diagnostic.Id}")];
}
