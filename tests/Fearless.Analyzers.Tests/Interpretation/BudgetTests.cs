using Fearless.Analyzers.Interpretation;
using Fearless.Analyzers.Tests.Compilation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fearless.Analyzers.Tests.Interpretation;

/// <summary>A method that is too large is given up, and nothing else is because of it.</summary>
public class BudgetTests
{
    private const int Steps = 5000;

    // Each loop inside of another doubles the steps.
    private static readonly string TooLarge = Loops(20);

    [Fact]
    public void Who_calls_a_method_that_is_too_large_is_checked_without_it_and_says_so()
    {
        Diagnostic[] diagnostics = [.. Snippet.Diagnose(
            $$"""
            class C {
                static int s_sum;
                static void Large() { {{TooLarge}} }
                static void First() => Parallel.For(0, 9, i => { Large(); s_sum += i; });
                static void Second() => Parallel.For(0, 9, i => { Large(); s_sum += i; });
            }
            """,
            new RaceAnalyzer(static _ => { }, TimeSpan.FromHours(1), Steps))];

        Assert.Equal(["FC9006 4", "FC1008 4", "FC9006 5", "FC1008 5"], diagnostics.Select(static one => $"{one.Id} {one.Location.GetLineSpan().StartLinePosition.Line + 1}"));
        Assert.Contains("'First' is checked for data races without what it calls and is too large for that: 'Large'", diagnostics[0].GetMessage(null));
    }

    [Fact]
    public void A_method_that_was_given_up_costs_whoever_has_no_more_for_it_nothing()
    {
        var methods = new Methods($"static void M0() {{ {TooLarge} }}");
        Assert.Equal(["M0"], methods.UncheckedOf(0, Few()));

        Budget another = Few();
        Assert.Equal(["M0"], methods.UncheckedOf(0, another));
        Assert.Equal(Few().ForCallee().Allowance.Steps, another.ForCallee().Allowance.Steps);
    }

    [Fact]
    public void A_method_that_was_given_up_for_want_of_steps_is_looked_at_by_who_has_them()
    {
        var methods = new Methods($"static void M0() {{ {Loops(6)} }}");
        Assert.Equal(["M0"], methods.UncheckedOf(0, new Budget(Endless, default, steps: 100)));

        Assert.Empty(methods.UncheckedOf(0, new Budget(Endless, default)));
    }

    [Fact]
    public void What_was_found_of_a_method_without_one_that_it_calls_is_found_anew_by_who_can_look_at_that_too()
    {
        var methods = new Methods($"static void M0() {{ M1(); }} static void M1() {{ {Loops(6)} }}");
        Assert.Equal(["M1"], methods.UncheckedOf(0, new Budget(Endless, default, steps: 100)));

        Assert.Empty(methods.UncheckedOf(0, new Budget(Endless, default)));
    }

    [Fact]
    public void A_method_is_not_given_up_because_of_what_another_took_that_it_calls()
    {
        var methods = new Methods($"static void M0() {{ M1(); {Loops(6)} }} static void M1() {{ {TooLarge} }}");
        Assert.Equal(["M0"], methods.UncheckedOf(0, Few()));

        Assert.Equal(["M1"], methods.UncheckedOf(0, Few()));
    }

    [Fact]
    public void Methods_that_call_one_another_are_found_out_after_one_of_them_was_given_up()
    {
        var methods = new Methods($"static void M0() {{ M1(); M2(); }} static void M1() {{ M2(); {TooLarge} }} static void M2() {{ M1(); }}");

        Assert.Equal(["M1"], methods.UncheckedOf(0, Few()));
        Assert.Equal(["M1"], methods.UncheckedOf(2, Few()));
    }

    private static CompilationBudget Endless => new(TimeSpan.FromHours(1));

    private static Budget Few() => new(Endless, default, Steps);

    private static string Loops(int depth) =>
        string.Concat(Enumerable.Range(0, depth).Select(static level => $"for (int i{level} = 0; i{level} < 2; i{level}++) ")) + "Console.WriteLine();";

    /// <summary>Some methods, and what is found out of them.</summary>
    private sealed class Methods
    {
        private readonly CSharpCompilation _compilation;
        private readonly Summaries _summaries;

        public Methods(string members)
        {
            _compilation = Snippet.Compile($"class C {{ {members} }}");
            _summaries = new Summaries(new Bodies(_compilation));
        }

        /// <summary>The methods that were given up, of those that one calls, or itself.</summary>
        public IEnumerable<string> UncheckedOf(int method, Budget budget)
        {
            var symbol = (IMethodSymbol)_compilation.GetTypeByMetadataName("C")!.GetMembers($"M{method}").Single();
            return _summaries.Of(symbol, new Progress(), budget)!.Unchecked.Select(static one => one.Name);
        }
    }
}
