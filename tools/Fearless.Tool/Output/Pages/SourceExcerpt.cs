using Fearless.Tool.Findings;
using Microsoft.CodeAnalysis.Text;

namespace Fearless.Tool.Output.Pages;

/// <summary>The lines of code that a finding is about, before and after.</summary>
internal static class SourceExcerpt
{
    /// <summary>More than this is not read beside each other.</summary>
    private const int MostLines = 40;

    public static string Before(Finding finding)
    {
        SourceText source = finding.At.SourceTree!.GetText();
        return Shown(source.ToString(Lines(source, finding.Rewrite?.Replaces ?? finding.Covers ?? finding.At.SourceSpan)));
    }

    /// <summary>The same lines, with the new code in the place of the old; an outline is shown as it is.</summary>
    public static string After(Finding finding, Rewrite rewrite)
    {
        if (rewrite.Replaces is not { } replaced)
            return FindingText.CodeOf(rewrite);
        SourceText source = finding.At.SourceTree!.GetText();
        TextSpan lines = Lines(source, replaced);
        return Shown(source.ToString(TextSpan.FromBounds(lines.Start, replaced.Start)) + rewrite.Code + source.ToString(TextSpan.FromBounds(replaced.End, lines.End)));
    }

    private static TextSpan Lines(SourceText source, TextSpan span) =>
        TextSpan.FromBounds(source.Lines.GetLineFromPosition(span.Start).Start, source.Lines.GetLineFromPosition(span.End).End);

    private static string Shown(string code)
    {
        string[] lines = code.ReplaceLineEndings("\n").Trim('\n').Split('\n');
        int indentation = lines.Where(static line => line.Trim().Length > 0).Select(static line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        IEnumerable<string> shown = lines.Take(MostLines).Select(line => line.Length >= indentation ? line[indentation..] : "");
        return string.Join('\n', lines.Length > MostLines ? shown.Append("…") : shown);
    }
}
