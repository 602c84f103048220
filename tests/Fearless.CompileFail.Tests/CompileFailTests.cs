namespace Fearless.CompileFail.Tests;

/// <summary>Wrong programs that the plain compiler refuses, each with a twin that it accepts: the proof that the types alone keep a rule.</summary>
public class CompileFailTests
{
    private const string TwinEnding = ".Accepted.cs";

    public static TheoryData<string> Wrong => [.. Names.Where(static name => !name.EndsWith(TwinEnding, StringComparison.Ordinal))];

    private static IEnumerable<string> Names => Directory
        .EnumerateFiles(CompiledProgram.Folder, "*.cs", SearchOption.AllDirectories)
        .Select(static path => Path.GetRelativePath(CompiledProgram.Folder, path))
        .Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_program_is_refused_where_and_as_its_comments_say(string name)
    {
        CompiledProgram program = CompiledProgram.Compile(name);

        Assert.NotEmpty(program.Expected);
        Assert.Equal(program.Expected, program.Found);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Its_twin_is_accepted(string name)
    {
        CompiledProgram twin = CompiledProgram.Compile(Path.ChangeExtension(name, null) + TwinEnding);

        Assert.Empty(twin.Found);
    }

    [Fact]
    public void There_are_programs() => Assert.True(Wrong.Count > 10);
}
