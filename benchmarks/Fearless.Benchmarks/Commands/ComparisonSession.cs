using Fearless.Benchmarks.Harness;
using Fearless.Benchmarks.Reports;
using Fearless.Benchmarks.Rust;
using Fearless.Benchmarks.Workloads;
using Spectre.Console;

namespace Fearless.Benchmarks.Commands;

/// <summary>One run of <c>compare</c>.</summary>
internal sealed class ComparisonSession(IReadOnlyList<IWorkload> workloads, int[] workers, Pace pace, bool withRust)
{
    private const int Done = 0;
    private const int Failed = 1;

    /// <summary>Runs the workloads, prints each as it ends, and writes the files.</summary>
    /// <returns>The exit status: a missed bar is a result; a wrong check value is a failure.</returns>
    public int Run(FileInfo? json, FileInfo? markdown)
    {
        var console = new ConsoleReport(AnsiConsole.Console);
        double? loadBefore = MachineDescription.LoadAverage();
        RustBuild rust = withRust ? RustBuild.Create() : RustBuild.Skipped;
        List<ComparisonResult> results = [];
        try
        {
            using var arena = new Arena(workers, rust);
            console.WriteStart(rust);
            foreach (Comparison comparison in workloads.SelectMany(workload => workload.Compare(arena)))
            {
                ComparisonResult result = InterleavedRun.Of(comparison, comparison.OwnPace ?? pace);
                console.Write(result);
                results.Add(result);
            }

            var report = new Report(MachineDescription.Describe(rust, arena.RayonVersion, arena.CrossbeamVersions, arena.RuntimeVersions, loadBefore), pace, results);
            console.WriteEnd(report);
            if (json is not null)
                JsonReport.Write(report, json);
            if (markdown is not null)
                MarkdownReport.Write(report, markdown);
            return Done;
        }
        catch (Exception exception) when (exception is CheckFailedException or RustPeerException)
        {
            console.WriteFailure(exception);
            return Failed;
        }
    }
}
