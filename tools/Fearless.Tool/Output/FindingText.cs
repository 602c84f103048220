using System.Globalization;
using Fearless.Tool.Findings;

namespace Fearless.Tool.Output;

/// <summary>What all outputs say of a finding alike.</summary>
internal static class FindingText
{
    /// <summary>The file, from the root, with forward slashes.</summary>
    public static string PathOf(Finding finding, string root) => Path.GetRelativePath(root, finding.File).Replace('\\', '/');

    public static string ConfidenceOf(Finding finding) =>
        string.Create(CultureInfo.InvariantCulture, $"{finding.Confidence.Word} ({finding.Confidence.Value:0.00}): {finding.Confidence.Reason}");
}
