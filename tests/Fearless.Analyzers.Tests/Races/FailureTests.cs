using Fearless.Analyzers.Tests.Compilation;
using Microsoft.CodeAnalysis;

namespace Fearless.Analyzers.Tests.Races;

public class FailureTests
{
    [Fact]
    public void A_failure_of_the_checker_is_said_at_the_method_that_it_leaves_unchecked_and_at_no_other()
    {
        var analyzer = new RaceAnalyzer(static member =>
        {
            if (member.Name == "Broken")
                throw new InvalidOperationException("made by the test");
        });

        Diagnostic[] diagnostics = [.. Snippet.Diagnose(
            """
            class C {
                static void Broken(int[] a) => Parallel.For(0, a.Length, i => a[0]++);
                static void Checked(int[] a) => Parallel.For(0, a.Length, i => a[0]++);
            }
            """,
            analyzer)];

        Assert.Equal(["FC9007 2", "FC1003 3"], diagnostics.Select(static one => $"{one.Id} {one.Location.GetLineSpan().StartLinePosition.Line + 1}"));
        Assert.Contains("'Broken' could not be checked", diagnostics[0].GetMessage(null));
        Assert.Contains("made by the test", diagnostics[0].GetMessage(null));
    }

    [Fact]
    public void What_is_not_looked_at_because_the_time_is_spent_is_said_too()
    {
        var analyzer = new RaceAnalyzer(static _ => { }, limit: TimeSpan.Zero);

        Diagnostic diagnostic = Assert.Single(Snippet.Diagnose(
            """
            class C {
                static void Long(int[] a) => Parallel.For(0, a.Length, i => a[0]++);
            }
            """,
            analyzer));

        Assert.Equal("FC9006", diagnostic.Id);
        Assert.Contains("'Long' is too large", diagnostic.GetMessage(null));
    }
}
