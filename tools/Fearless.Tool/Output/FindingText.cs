using System.Globalization;
using Fearless.Tool.Findings;

namespace Fearless.Tool.Output;

/// <summary>What all outputs say of a finding alike.</summary>
internal static class FindingText
{
    /// <summary>The file, from the root, with forward slashes.</summary>
    public static string PathOf(Finding finding, string root) => Path.GetRelativePath(root, finding.File).Replace('\\', '/');

    /// <summary>The rewritten code, as far left as it goes: its first line has lost the indentation that the others still have.</summary>
    public static string CodeOf(Rewrite rewrite)
    {
        string[] lines = rewrite.Code.Split('\n');
        int indentation = lines.Skip(1).Where(static line => line.Trim().Length > 0).Select(static line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select((line, index) => index > 0 && line.Length >= indentation ? line[indentation..] : line));
    }

    /// <summary>"1 file", "2 files".</summary>
    public static string Counted(int count, string word) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {word}{(count == 1 ? "" : "s")}");

    public static string ConfidenceOf(Finding finding) =>
        string.Create(CultureInfo.InvariantCulture, $"{finding.Confidence.Word} ({finding.Confidence.Value:0.00}): {finding.Confidence.Reason}");
}
