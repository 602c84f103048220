using System.Text.Json;
using Fearless.Tool.Findings;
using Fearless.Tool.Framework;

namespace Fearless.Tool.Output;

/// <summary>The report as SARIF 2.1.0, which editors and code hosts read.</summary>
/// <remarks>SOURCE: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", sections 3.13 to 3.28.</remarks>
internal static class SarifReport
{
    public static void Write(AdviceReport report, Stream stream) => JsonSerializer.Serialize(stream, new Dictionary<string, object>
    {
        ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
        ["version"] = "2.1.0",
        ["runs"] = new object[]
        {
            new
            {
                Tool = new { Driver = new { Name = "fearless", Version = ToolVersion.Text, Rules = Adviser.AllRules.Select(Rule) } },
                ColumnKind = "utf16CodeUnits",
                OriginalUriBaseIds = new Dictionary<string, object> { ["ROOT"] = new { Uri = new Uri(report.Code.Root.TrimEnd('/', '\\') + "/").AbsoluteUri } },
                Invocations = new object[] { new { ExecutionSuccessful = !report.IsInterrupted } },
                Results = report.Findings.Select(finding => Result(finding, report.Code.Root)),
            },
        },
    }, JsonReport.Options);

    private static object Rule(RuleInfo rule) => new { rule.Id, ShortDescription = new { Text = rule.Title } };

    private static object Result(Finding finding, string root)
    {
        FileLinePositionSpan span = finding.At.GetLineSpan();
        return new
        {
            RuleId = finding.Rule.Id,
            RuleIndex = IndexOf(finding.Rule.Id),
            Level = finding.Confidence.Value >= Confidence.SureFrom ? "warning" : "note",
            Rank = finding.Confidence.Value * 100,
            Message = new { Text = $"{finding.Message} It should be: {Words.NameOf(finding.Approach)}. {FindingText.ConfidenceOf(finding)}." },
            Locations = new object[]
            {
                new
                {
                    PhysicalLocation = new
                    {
                        ArtifactLocation = new { Uri = Uri.EscapeDataString(FindingText.PathOf(finding, root)).Replace("%2F", "/", StringComparison.Ordinal), UriBaseId = "ROOT" },
                        Region = new
                        {
                            StartLine = span.StartLinePosition.Line + 1,
                            StartColumn = span.StartLinePosition.Character + 1,
                            EndLine = span.EndLinePosition.Line + 1,
                            EndColumn = span.EndLinePosition.Character + 1,
                        },
                    },
                    LogicalLocations = new object[] { new { FullyQualifiedName = finding.Member } },
                },
            },
            PartialFingerprints = new Dictionary<string, string> { ["fearless/v1"] = Fingerprint.Of(finding, root) },
            Properties = new { Workload = Words.Of(finding.Workload), ShouldBe = Words.Of(finding.Approach), finding.Count, Code = finding.Rewrite?.Code },
        };
    }

    private static int IndexOf(string rule) => Adviser.AllRules.TakeWhile(info => info.Id != rule).Count();
}
