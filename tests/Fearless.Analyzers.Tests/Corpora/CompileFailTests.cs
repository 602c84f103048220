namespace Fearless.Analyzers.Tests.Corpora;

/// <summary>What Rust refuses in rayon, the standard library and Crossbeam is refused here, and its right twin is not.</summary>
public class CompileFailTests
{
    // A program that is judged rightly has to leave the list.
    private static readonly string[] KnownFalseAlarms =
    [
        // What waits otherwise than by joining is not known.
        "Crossbeam/Parker.Accepted.cs",
        "Crossbeam/WaitGroup.Accepted.cs",
        "Std/BarrierMissing.Accepted.cs",
    ];

    [Fact]
    public void Every_race_is_refused_and_exactly_the_known_ones_of_the_others()
    {
        ScoredProgram[] programs = [.. LabelledSource.In(CompileFailProgram.Folder).Select(ScoredProgram.Score)];

        TestContext.Current.TestOutputHelper?.WriteLine(ScoreTable.Of(CompileFailProgram.Folder, programs));
        Assert.Empty(Named(programs, Verdict.Missed));
        Assert.Equal(Lines(KnownFalseAlarms), Lines(Named(programs, Verdict.FalseAlarm)));
    }

    private static string Lines(IEnumerable<string> names) => string.Join("\n", names.Order(StringComparer.Ordinal));

    private static IEnumerable<string> Named(IEnumerable<ScoredProgram> programs, Verdict verdict) => programs
        .Where(program => program.Verdict == verdict)
        .Select(static program => Path.GetRelativePath(CompileFailProgram.Folder, program.Source.Name));
}
