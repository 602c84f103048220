using System.Text.Encodings.Web;
using System.Text.Json;
using Fearless.Tool.Findings;
using Fearless.Tool.Framework;

namespace Fearless.Tool.Output;

/// <summary>The report for programs.</summary>
internal static class JsonReport
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // It is read by programs and people, and put into no page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(AdviceReport report, Stream stream) => JsonSerializer.Serialize(stream, new
    {
        report.Code.Root,
        Projects = report.Code.Projects.Select(static project => project.Name),
        LeftOut = report.Code.LeftOut,
        NotRestored = report.Code.NotRestored,
        report.Code.Files,
        report.FilesSeen,
        report.Code.Lines,
        Seconds = Math.Round(report.Duration.TotalSeconds, 1),
        BoundShare = Math.Round(report.BoundShare, 4),
        report.IsInterrupted,
        Failed = report.Failed.Select(static failed => new { failed.File, failed.Error }),
        Findings = report.Findings.Select(finding => Finding(finding, report.Code.Root)),
        Places = report.Places.CountBy(static place => (place.Workload, place.Uses)).OrderByDescending(static pair => pair.Value)
            .Select(static pair => new { Workload = Words.Of(pair.Key.Workload), pair.Key.Uses, Count = pair.Value }),
    }, Options);

    private static object Finding(Finding finding, string root) => new
    {
        Rule = finding.Rule.Id,
        finding.Rule.Title,
        File = FindingText.PathOf(finding, root),
        finding.Line,
        finding.Column,
        finding.Member,
        Workload = Words.Of(finding.Workload),
        ShouldBe = Words.Of(finding.Approach),
        Why = finding.Message,
        Guide = Guide.For(finding.Workload).Reason,
        Confidence = finding.Confidence.Value,
        ConfidenceReason = finding.Confidence.Reason,
        finding.Count,
        Code = finding.Rewrite?.Code,
        CodeIsComplete = finding.Rewrite?.IsComplete ?? false,
        Fingerprint = Fingerprint.Of(finding, root),
    };
}
