namespace Fearless.Analyzers.Tests.Corpora;

/// <summary>That what Rust refuses is there in C#, with a twin that is right, without a look at what the engine says of them.</summary>
public class CompileFailSourceTests
{
    [Fact]
    public void Every_wrong_program_has_a_race_and_a_twin_that_is_clean()
    {
        LabelledSource[] programs = [.. LabelledSource.In(CompileFailProgram.Folder)];

        string[] races = [.. programs.Where(static program => program.HasRace).Select(static program => program.Name)];
        string[] twins = [.. programs.Where(static program => !program.HasRace).Select(static program => program.Name)];
        Assert.Equal(races.Select(CompileFailProgram.TwinOf), twins);
        Assert.All(programs, static program => Assert.Equal(1, program.Labels));
        Assert.True(races.Length > 40);
    }

    [Fact]
    public void Every_program_compiles()
    {
        IEnumerable<LabelledSource> programs = LabelledSource.In(CompileFailProgram.Folder);

        string[] broken = [.. programs.Select(static program => program.CompileErrors()).OfType<string>()];

        Assert.True(broken is [], string.Join("\n", broken));
    }
}
