namespace Fearless.Analyzers.Tests.Corpora;

/// <summary>What Rust refuses in rayon, the standard library and Crossbeam is refused here, and its right twin is not.</summary>
public class CompileFailTests
{
    // A program that is judged rightly has to leave its list.
    private static readonly string[] KnownMisses =
    [
        // What is sent is received somewhere else: moves are not followed.
        "Crossbeam/SendThenUse.cs",
        "Std/SendThenUse.cs",

        // What is returned to a pool is somebody else's.
        "Rayon/ScopeJoinBad.cs",
    ];

    private static readonly string[] KnownFalseAlarms =
    [
        // What waits otherwise than by joining is not known.
        "Crossbeam/Parker.Accepted.cs",
        "Crossbeam/WaitGroup.Accepted.cs",
        "Std/BarrierMissing.Accepted.cs",

        // Slices of a slice, in a method that calls itself.
        "Rayon/QuicksortRace1.Accepted.cs",
        "Rayon/QuicksortRace2.Accepted.cs",
        "Rayon/QuicksortRace3.Accepted.cs",
    ];

    [Fact]
    public void Exactly_the_known_ones_are_judged_wrongly()
    {
        ScoredProgram[] programs = [.. LabelledSource.In(CompileFailProgram.Folder).Select(ScoredProgram.Score)];

        TestContext.Current.TestOutputHelper?.WriteLine(ScoreTable.Of(CompileFailProgram.Folder, programs));
        Assert.Equal(Lines(KnownMisses), Lines(Named(programs, Verdict.Missed)));
        Assert.Equal(Lines(KnownFalseAlarms), Lines(Named(programs, Verdict.FalseAlarm)));
    }

    private static string Lines(IEnumerable<string> names) => string.Join("\n", names.Order(StringComparer.Ordinal));

    private static IEnumerable<string> Named(IEnumerable<ScoredProgram> programs, Verdict verdict) => programs
        .Where(program => program.Verdict == verdict)
        .Select(static program => Path.GetRelativePath(CompileFailProgram.Folder, program.Source.Name));
}
