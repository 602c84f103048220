using System.Text.Json;
using System.Text.Json.Serialization;
using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Reports;

/// <summary>The report with every sample, for programs.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void Write(Report report, FileInfo file) => File.WriteAllText(file.FullName, Render(report));

    public static string Render(Report report) => JsonSerializer.Serialize(
        new
        {
            Machine = report.Machine.ToDictionary(static fact => fact.Name, static fact => fact.Value),
            report.Pace.Rounds,
            WarmUpMilliseconds = report.Pace.WarmUp.TotalMilliseconds,
            Comparisons = report.Results.Select(static result => new
            {
                result.Comparison.Workload,
                result.Comparison.Workers,
                result.Comparison.Operation,
                Contenders = result.Contenders.Select(static contender => new
                {
                    contender.Name,
                    contender.Operations,
                    NanosecondsPerOperation = contender.Time,
                    CpuNanosecondsPerOperation = contender.CpuTime,
                    contender.BusyCores,
                    BytesPerOperation = contender.AllocatedBytes,
                    contender.Samples,
                }),
                Findings = result.Findings.Select(static finding => new
                {
                    finding.Claim,
                    finding.Unit,
                    finding.Figure,
                    finding.OnCpu,
                    Bar = finding.Bar?.ToString(),
                    finding.Verdict,
                }),
            }),
        },
        Options);
}
