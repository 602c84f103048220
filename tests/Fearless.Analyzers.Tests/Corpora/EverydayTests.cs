namespace Fearless.Analyzers.Tests.Corpora;

/// <summary>What C# programs do every day with threads, tasks and parallel loops: right, and wrong in the usual ways.</summary>
public class EverydayTests
{
    [Fact]
    public void Every_program_of_the_development_half_is_judged_rightly()
    {
        CorpusProgram[] programs = [.. CorpusProgram.In("Everyday/Development")];

        CorpusProgram[] wrong = [.. programs.Where(static program => !program.IsRight)];
        Assert.True(wrong is [], string.Join<CorpusProgram>("\n", wrong));
        Assert.True(programs.Length > 50);
    }
}
