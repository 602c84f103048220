namespace Fearless.Analyzers.Tests.Corpora;

/// <summary>That the scoring halves are fit to score with, without a look at what the engine says of them.</summary>
public class ScoringSourceTests
{
    public static TheoryData<string, int> Halves => new()
    {
        { "DataRaceBench/Scoring", 95 },
        { "Everyday/Scoring", 85 },
        { "GoBench/Scoring", 52 },
    };

    [Theory]
    [MemberData(nameof(Halves))]
    public void Every_program_compiles(string half, int count)
    {
        LabelledSource[] programs = [.. LabelledSource.In(half)];

        string[] broken = [.. programs.Select(static program => program.CompileErrors()).OfType<string>()];
        Assert.True(broken is [], string.Join("\n", broken));
        Assert.Equal(count, programs.Length);
    }

    [Theory]
    [MemberData(nameof(Halves))]
    public void Every_program_has_one_label_and_every_race_has_both_marks(string half, int count)
    {
        LabelledSource[] programs = [.. LabelledSource.In(half)];

        string[] wrong = [.. programs.Where(static program => !IsMarked(program)).Select(static program => program.Name)];
        Assert.True(wrong is [], $"One label, and in a race one /*first*/ and one /*second*/: {string.Join(", ", wrong)}");
        Assert.Equal(count, programs.Length);
    }

    private static bool IsMarked(LabelledSource program)
    {
        string[] marks = [.. program.Marks.Order(StringComparer.Ordinal)];
        return program.Labels == 1 && (program.HasRace ? marks is ["first", "second"] : marks is []);
    }
}
