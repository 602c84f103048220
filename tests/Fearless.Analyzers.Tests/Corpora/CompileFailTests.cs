namespace Fearless.Analyzers.Tests.Corpora;

/// <summary>What Rust refuses in rayon, the standard library and Crossbeam is refused here, and its right twin is not.</summary>
public class CompileFailTests
{
    [Fact]
    public void Every_race_is_refused_and_none_of_the_others()
    {
        ScoredProgram[] programs = [.. LabelledSource.In(CompileFailProgram.Folder).Select(ScoredProgram.Score)];

        TestContext.Current.TestOutputHelper?.WriteLine(ScoreTable.Of(CompileFailProgram.Folder, programs));
        Assert.Empty(Named(programs, Verdict.Missed));
        Assert.Empty(Named(programs, Verdict.FalseAlarm));
    }

    private static IEnumerable<string> Named(IEnumerable<ScoredProgram> programs, Verdict verdict) => programs
        .Where(program => program.Verdict == verdict)
        .Select(static program => Path.GetRelativePath(CompileFailProgram.Folder, program.Source.Name));
}
