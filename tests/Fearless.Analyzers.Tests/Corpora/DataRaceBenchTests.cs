namespace Fearless.Analyzers.Tests.Corpora;

/// <summary>DataRaceBench's kernels with odd numbers, in C#: they were there while the engine was written, so that they guard it and do not score it.</summary>
public class DataRaceBenchTests
{
    // SOURCE: LLNL/dataracebench, micro-benchmarks: the access pattern of each kernel; the programs are our own.
    [Fact]
    public void Every_kernel_of_the_development_half_is_judged_rightly()
    {
        CorpusProgram[] programs = [.. CorpusProgram.In("DataRaceBench/Development")];

        CorpusProgram[] wrong = [.. programs.Where(static program => !program.IsRight)];
        Assert.True(wrong is [], string.Join<CorpusProgram>("\n", wrong));
        Assert.True(programs.Length > 50);
    }
}
