using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fearless.Generators.Tests;

/// <summary>An edit elsewhere gives the calls as they were, and nothing is written anew; the same program gives the same text.</summary>
public class IncrementalityTests
{
    private const string Call = """using Fearless; public static class Program { public static object Run() { int[] items = { 1, 2 }; return items.Par().Select(x => x * 2).Sum(); } }""";

    [Fact]
    public void An_edit_in_another_file_changes_nothing()
    {
        CSharpCompilation before = LoweredProgram.Compile(LoweredProgram.Allowing, static options => options, ("Program.cs", Call), ("Other.cs", "class Other { }"));
        SyntaxTree other = before.SyntaxTrees[1];
        CSharpCompilation after = before.ReplaceSyntaxTree(other, CSharpSyntaxTree.ParseText("class Other { int field; }", LoweredProgram.Allowing, "Other.cs"));

        GeneratorDriver driver = NewDriver().RunGenerators(before);
        GeneratorRunResult result = driver.RunGenerators(after).GetRunResult().Results[0];

        Assert.All(result.TrackedSteps[LambdaLowering.CallSites].SelectMany(static step => step.Outputs), static output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        Assert.All(result.TrackedOutputSteps.SelectMany(static step => step.Value).SelectMany(static step => step.Outputs), static output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        Assert.Single(result.GeneratedSources);
    }

    [Fact]
    public void An_edit_of_the_lambda_is_seen()
    {
        CSharpCompilation before = LoweredProgram.Compile(LoweredProgram.Allowing, static options => options, ("Program.cs", Call));
        CSharpCompilation after = before.ReplaceSyntaxTree(
            before.SyntaxTrees[0], CSharpSyntaxTree.ParseText(Call.Replace("x * 2", "x * 3"), LoweredProgram.Allowing, "Program.cs", System.Text.Encoding.UTF8));

        GeneratorDriver driver = NewDriver().RunGenerators(before);

        Assert.Contains("3L", driver.RunGenerators(after).GetRunResult().GeneratedTrees[0].ToString());
    }

    [Fact]
    public void The_same_program_gives_the_same_text() => Assert.Equal(
        LoweredProgram.Of(("Program.cs", Call), ("Other.cs", Call.Replace("Program", "Other"))).Generated,
        LoweredProgram.Of(("Program.cs", Call), ("Other.cs", Call.Replace("Program", "Other"))).Generated);

    private static CSharpGeneratorDriver NewDriver() => CSharpGeneratorDriver.Create(
        [new LambdaLowering().AsSourceGenerator()],
        parseOptions: LoweredProgram.Allowing,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
}
