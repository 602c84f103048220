using System.Collections.Immutable;
using Fearless.Analyzers.Rules;
using Fearless.Analyzers.Tests.Compilation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Fearless.Analyzers.Tests.Rules;

/// <summary>Each rule has a page that tells what is wrong, why, and what is right, and the analyzer agrees with the page.</summary>
public class RulePageTests
{
    private static readonly DiagnosticAnalyzer[] Everything = [new RaceAnalyzer(), new OwnershipAnalyzer(), new PatternAnalyzer()];

    public static TheoryData<string> Rules => [.. Rule.All.Select(static rule => rule.Id)];

    public static TheoryData<string> Races =>
        [.. Rule.All.Where(static rule => rule.Category == "Fearless.Races").Select(static rule => rule.Id)];

    public static TheoryData<string> RulesOfPrograms =>
        [.. Rule.All.Where(static rule => rule != Rule.BudgetExceeded && rule != Rule.AnalysisFailed).Select(static rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_has_a_title_and_a_link_to_a_page_with_four_parts(string id)
    {
        DiagnosticDescriptor rule = Assert.Single(Rule.All, rule => rule.Id == id);
        var page = new RulePage(id);

        Assert.EndsWith($"docs/rules/{id}.md", rule.HelpLinkUri);
        Assert.Equal($"# {id}: {rule.Title}", page.Title, ignoreCase: true);
        Assert.Equal(["Wrong", "Why", "Right", "When to suppress"], page.Parts);
        Assert.All(page.Parts, part => Assert.NotEmpty(page.Part(part)));
        Assert.Contains($"| [{id}]({id}.md) | {rule.Title} |", RulePage.Index, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void There_is_no_page_without_a_rule() =>
        Assert.Equal(Rule.All.Select(static rule => rule.Id).Order(), RulePage.Ids.Order());

    [Theory]
    [MemberData(nameof(RulesOfPrograms))]
    public void What_the_page_calls_wrong_is_told_by_the_rule_with_a_reason_and_a_remedy(string id)
    {
        Assert.All(new RulePage(id).Programs("Wrong"), program =>
        {
            Diagnostic diagnostic = Assert.Single(Check(id, program));
            Assert.Equal(id, diagnostic.Id);
            Assert.Matches(@"^.*here.*[,;:] .*\. [A-Z].*\.$", diagnostic.GetMessage(null));
        });
        Assert.NotEmpty(new RulePage(id).Programs("Wrong"));
    }

    [Theory]
    [MemberData(nameof(Races))]
    public void A_race_is_an_error_with_both_places(string id) =>
        Assert.All(new RulePage(id).Programs("Wrong"), program =>
        {
            Diagnostic diagnostic = Assert.Single(Snippet.Diagnose(program));
            Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
            Assert.Matches(@"^'[^']+' is .* here.*, and .* at the same time.*; .*\. [A-Z].*\.$", diagnostic.GetMessage(null));
            Assert.NotEmpty(diagnostic.AdditionalLocations);
        });

    [Theory]
    [MemberData(nameof(RulesOfPrograms))]
    public void What_the_page_calls_right_is_accepted(string id)
    {
        Assert.All(new RulePage(id).Programs("Right"), program => Assert.Empty(Check(id, program)));
        Assert.NotEmpty(new RulePage(id).Programs("Right"));
    }

    [Theory]
    [InlineData("FC9001")]
    [InlineData("FC9002")]
    [InlineData("FC9003")]
    [InlineData("FC9004")]
    public void What_cannot_be_proved_is_not_told_in_the_default_profile(string id) =>
        Assert.All(new RulePage(id).Programs("Wrong"), program => Assert.Empty(Snippet.Diagnose(program, Everything)));

    // What is told in the strict profile only is looked for there.
    private static ImmutableArray<Diagnostic> Check(string id, string program)
    {
        CSharpCompilation compilation = Snippet.Compile(program);
        return Snippet.Diagnose(
            Rule.All.Single(rule => rule.Id == id).IsEnabledByDefault
                ? compilation
                : compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([KeyValuePair.Create(id, ReportDiagnostic.Error)])),
            Everything);
    }

    [Fact]
    public void The_strict_profile_makes_an_error_of_each_rule_that_says_what_could_not_be_checked()
    {
        string profile = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fearless.strict.globalconfig"));

        Assert.All(
            Rule.All.Where(static rule => rule.Category == "Fearless.CannotProve"),
            rule => Assert.Contains($"dotnet_diagnostic.{rule.Id}.severity = error", profile));
    }
}
