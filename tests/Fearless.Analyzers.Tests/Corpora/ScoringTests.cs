namespace Fearless.Analyzers.Tests.Corpora;

/// <summary>The score: programs that were labelled before the engine saw them, and on which it was not developed.</summary>
public class ScoringTests
{
    /// <summary>What is reached. Whoever reaches more raises it; nobody lowers it.</summary>
    public static TheoryData<string, int, int> Floors => new()
    {
        { "DataRaceBench/Scoring", 44, 45 },
        { "Everyday/Scoring", 38, 46 },
        { "GoBench/Scoring", 21, 23 },
    };

    [Theory]
    [MemberData(nameof(Floors))]
    public void No_fewer_races_are_found_and_no_fewer_clean_programs_accepted_than_before(string half, int found, int accepted)
    {
        ScoredProgram[] programs = [.. LabelledSource.In(half).Select(ScoredProgram.Score)];

        string table = ScoreTable.Of(half, programs);
        TestContext.Current.TestOutputHelper?.WriteLine(table);
        Assert.True(Count(Verdict.Found) >= found, $"Fewer than {found} races are found.{table}");
        Assert.True(Count(Verdict.Accepted) >= accepted, $"Fewer than {accepted} clean programs are accepted.{table}");

        int Count(Verdict verdict) => programs.Count(program => program.Verdict == verdict);
    }
}
