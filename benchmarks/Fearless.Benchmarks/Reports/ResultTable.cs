using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Reports;

/// <summary>The rows of both tables, the same for every kind of report.</summary>
internal static class ResultTable
{
    public static string[] CostHeadings(Comparison comparison) =>
        [comparison.Title, $"ns / {comparison.Operation}", "min", "IQR", "cpu ns", "cores busy", "bytes"];

    public static string[] CostRow(ContenderResult contender)
    {
        Quartiles time = contender.Time;
        return
        [
            contender.Name,
            Figures.Nanoseconds(time.Median),
            Figures.Nanoseconds(time.Min),
            Figures.Nanoseconds(time.Upper - time.Lower),
            Figures.Nanoseconds(contender.CpuTime.Median),
            Figures.Cores(contender.BusyCores),
            Figures.Bytes(contender.AllocatedBytes),
        ];
    }

    public static string[] FindingHeadings { get; } =
        ["workload", "claim", "figure (quartiles of the rounds)", "by cpu time", "bar", "verdict"];

    public static string[] FindingRow(ComparisonResult result, Finding finding) =>
    [
        result.Comparison.Title,
        finding.Claim,
        Figures.Spread(finding),
        Figures.OnCpu(finding),
        Figures.Bar(finding),
        Figures.Verdict(finding.Verdict),
    ];
}
