using Fearless.Benchmarks.Harness;
using Fearless.Benchmarks.Reports;
using Fearless.Benchmarks.Tests.Harness;

namespace Fearless.Benchmarks.Tests.Reports;

public class MarkdownReportTests
{
    [Fact]
    public void A_report_shows_claims_costs_and_the_machine()
    {
        var comparison = new Comparison("work", Workers: 2, "join", Operations: 10)
        {
            Expected = 1,
            Contenders =
            [
                new FixedContender("ours", [], new Sample(50, 100, AllocatedBytes: 20, Check: 1)),
                new FixedContender("theirs", [], new Sample(200, 400, AllocatedBytes: null, Check: 1)),
            ],
            Claims = [new Claim.Ratio("ours", "theirs", new Bar.AtMost(0.5))],
        };
        var report = new Report([new Fact("Cores", "2")], Pace.Once, [InterleavedRun.Of(comparison, Pace.Once)]);

        string text = MarkdownReport.Render(report);

        Assert.Contains("| work, 2 workers | ours / theirs | 0.25 x | 0.25 x | ≤ 0.5 | met |", text, StringComparison.Ordinal);
        Assert.Contains("| ours | 5.0 | 5.0 | 0.0 | 10.0 | 2.00 | 2 |", text, StringComparison.Ordinal);
        Assert.Contains("| theirs | 20.0 | 20.0 | 0.0 | 40.0 | 2.00 | - |", text, StringComparison.Ordinal);
        Assert.Contains("- Cores: 2", text, StringComparison.Ordinal);
    }
}
