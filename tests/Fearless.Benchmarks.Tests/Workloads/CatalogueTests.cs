using Fearless.Benchmarks.Harness;
using Fearless.Benchmarks.Rust;
using Fearless.Benchmarks.Workloads;

namespace Fearless.Benchmarks.Tests.Workloads;

public class CatalogueTests
{
    public static TheoryData<string> Names => [.. Catalogue.All.Select(static workload => workload.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_contender_computes_what_its_workload_expects(string name)
    {
        using var arena = new Arena([1, 2], RustBuild.Skipped);

        // A workload with a pace of its own takes seconds a run. The harness checks every one all the same.
        foreach (Comparison comparison in Named(name).Compare(arena).Where(static comparison => comparison.OwnPace is null))
            Assert.All(comparison.Contenders, contender => Assert.Equal(comparison.Expected, contender.Run().Check));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_claim_is_about_contenders_that_take_part(string name)
    {
        using var arena = new Arena([1, 2], RustBuild.Skipped);

        foreach (Comparison comparison in Named(name).Compare(arena))
        {
            string[] present = [.. comparison.Contenders.Select(static contender => contender.Name)];
            Assert.Equal(present.Distinct(), present);
            Assert.All(comparison.Claims.Select(Subject).Where(static subject => !subject.StartsWith("rayon", StringComparison.Ordinal)),
                subject => Assert.Contains(subject, present));
        }

        static string Subject(Claim claim) => claim switch
        {
            Claim.Ratio ratio => ratio.Numerator,
            Claim.CpuRatio ratio => ratio.Numerator,
            Claim.Allocation allocation => allocation.Contender,
            Claim.CpuShare share => share.Contender,
            _ => throw new InvalidOperationException($"No such claim: {claim}"),
        };
    }

    private static IWorkload Named(string name) => Catalogue.All.Single(workload => workload.Name == name);
}
