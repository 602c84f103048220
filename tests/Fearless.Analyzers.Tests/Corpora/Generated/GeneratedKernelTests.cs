using System.Globalization;
using System.Text;

namespace Fearless.Analyzers.Tests.Corpora.Generated;

/// <summary>Kernels put together from parts whose truth is known. They may be looked at: what is judged wrongly is shown with its seed.
/// <c>FEARLESS_KERNELS=5000</c> makes so many.</summary>
public class GeneratedKernelTests
{
    // What is reached of the first kernels. Whoever reaches more raises it; nobody lowers it, except with a generator that makes others.
    private const int UsualCount = 300, FloorOfFound = 163, FloorOfAccepted = 137;

    private static readonly string? Count = Environment.GetEnvironmentVariable("FEARLESS_KERNELS");

    [Fact]
    public void No_fewer_races_are_found_and_no_fewer_clean_kernels_accepted_than_before()
    {
        int count = Count is null ? UsualCount : int.Parse(Count, CultureInfo.InvariantCulture);
        (Kernel Kernel, ScoredProgram Score)[] kernels = [.. Enumerable.Range(0, count).Select(Kernel.Create).Select(WithScore)];

        string report = Report(kernels);
        TestContext.Current.TestOutputHelper?.WriteLine(report);
        (Kernel Kernel, ScoredProgram Score)[] usual = kernels[..Math.Min(count, UsualCount)];
        Assert.True(Number(usual, Verdict.Found) >= FloorOfFound, report);
        Assert.True(Number(usual, Verdict.Accepted) >= FloorOfAccepted, report);
    }

    [Fact]
    public void The_same_seed_makes_the_same_kernel() => Assert.Equal(Kernel.Create(7).ToString(), Kernel.Create(7).ToString());

    private static (Kernel Kernel, ScoredProgram Score) WithScore(Kernel kernel) => (kernel, ScoredProgram.Score(kernel.Source));

    private static int Number(IEnumerable<(Kernel Kernel, ScoredProgram Score)> kernels, Verdict verdict) =>
        kernels.Count(kernel => kernel.Score.Verdict == verdict);

    private static string Report((Kernel Kernel, ScoredProgram Score)[] kernels)
    {
        int races = kernels.Count(static kernel => kernel.Score.Source.HasRace), clean = kernels.Length - races;
        int found = Number(kernels, Verdict.Found), accepted = Number(kernels, Verdict.Accepted);
        var report = new StringBuilder();
        report.AppendLine(CultureInfo.InvariantCulture, $"{found} of {races} races found, {accepted} of {clean} clean kernels accepted");
        (Kernel Kernel, ScoredProgram Score)[] wrong = [.. kernels.Where(static kernel => !kernel.Score.IsRight)];
        AppendCounts(report, wrong.Select(static kernel => $"{kernel.Score.Verdict}: {kernel.Kernel.Region}"));
        AppendCounts(report, wrong.Select(static kernel => $"{kernel.Score.Verdict}: {kernel.Kernel.Shape}"));
        foreach ((Kernel kernel, ScoredProgram score) in wrong)
            report.AppendLine(CultureInfo.InvariantCulture, $"{score.Verdict}: {kernel}{string.Join("; ", score.Diagnostics)}\n");
        return report.ToString();
    }

    private static void AppendCounts(StringBuilder report, IEnumerable<string> causes)
    {
        foreach ((string cause, int count) in causes.CountBy(static cause => cause).OrderByDescending(static cause => cause.Value))
            report.AppendLine(CultureInfo.InvariantCulture, $"{count} × {cause}");
        report.AppendLine();
    }
}
