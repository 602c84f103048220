namespace Fearless.Analyzers.Tests.Corpora;

/// <summary>What the engine once misjudged, by its causes: of each cause several programs, racy ones beside right ones that look like them.</summary>
public class CausesTests
{
    [Theory]
    [InlineData("LockWrappers", 12)]
    [InlineData("Owners", 18)]
    public void Every_program_is_judged_rightly(string cause, int count)
    {
        CorpusProgram[] programs = [.. CorpusProgram.In($"Causes/{cause}")];

        CorpusProgram[] wrong = [.. programs.Where(static program => !program.IsRight)];
        Assert.True(wrong is [], string.Join<CorpusProgram>("\n", wrong));
        Assert.Equal(count, programs.Length);
    }
}
