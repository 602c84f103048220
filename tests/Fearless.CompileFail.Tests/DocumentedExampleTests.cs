namespace Fearless.CompileFail.Tests;

/// <summary>What the documentation shows can be copied: it compiles.</summary>
public class DocumentedExampleTests
{
    public static TheoryData<string> Places => [.. DocumentedExample.All.Select(static example => example.Place).Distinct()];

    [Theory]
    [MemberData(nameof(Places))]
    public void An_example_compiles(string place) =>
        Assert.All(DocumentedExample.All.Where(example => example.Place == place), static example => Assert.Empty(example.FindErrors()));

    [Fact]
    public void Both_the_readme_and_the_library_have_examples()
    {
        Assert.Contains(Places, static row => row.Data.StartsWith("README.md:", StringComparison.Ordinal));
        Assert.Contains("T:Fearless.ThreadScope", Places.Select(static row => row.Data));
    }

    [Theory]
    [InlineData("Par.Jion(() => { }, () => { });", "CS0117")]
    [InlineData("public void Run() => Par.Scope(scope => scope.Spwan(() => { }));", "CS1061")]
    [InlineData("Span<int> numbers = stackalloc int[4]; ThreadScope.Run(scope => { scope.Spawn(() => numbers.Fill(1)); });", "CS8175")]
    public void A_broken_example_is_found(string code, string error)
    {
        IReadOnlyList<string> found = new DocumentedExample("here", code).FindErrors();

        Assert.Contains($"line 1: {error}", Assert.Single(found), StringComparison.Ordinal);
    }
}
