using Fearless.Analyzers.Tests.Compilation;
using Microsoft.CodeAnalysis;

namespace Fearless.Analyzers.Tests.Corpora;

/// <summary>A program with a label, and whether the analyzer judges it rightly.</summary>
/// <param name="Source">The program.</param>
/// <param name="Verdict">How right the analyzer is.</param>
/// <param name="Diagnostics">What it says.</param>
internal sealed record ScoredProgram(LabelledSource Source, Verdict Verdict, IReadOnlyList<Diagnostic> Diagnostics)
{
    public bool IsRight => Verdict is Verdict.Found or Verdict.Accepted;

    public static ScoredProgram Score(LabelledSource source)
    {
        IReadOnlyList<Diagnostic> diagnostics = Snippet.Diagnose(source.Text);
        return new ScoredProgram(source, source.HasRace ? JudgeRace(source, diagnostics) : JudgeClean(diagnostics), diagnostics);
    }

    public override string ToString() => $"{Source.Name}: {string.Join("; ", Diagnostics)}";

    private static Verdict JudgeRace(LabelledSource source, IReadOnlyList<Diagnostic> diagnostics)
    {
        Diagnostic[] refusals = [.. diagnostics.Where(static diagnostic => IsAbout(diagnostic, "FC1", "FC2", "FC3", "FC4"))];
        HashSet<int> marked = [.. source.MarkedLines];
        return refusals is [] ? Verdict.Missed
            : marked.Count == 0 || refusals.Any(diagnostic => Lines(diagnostic).Any(marked.Contains)) ? Verdict.Found
            : Verdict.FoundElsewhere;
    }

    // A compound that is not atomic (FC4) may well be told of a program without a data race; so may what blocks, or is better written
    // otherwise.
    private static Verdict JudgeClean(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Any(static diagnostic => IsAbout(diagnostic, "FC1", "FC2", "FC3")) ? Verdict.FalseAlarm : Verdict.Accepted;

    private static bool IsAbout(Diagnostic diagnostic, params ReadOnlySpan<string> families)
    {
        foreach (string family in families)
        {
            if (diagnostic.Id.StartsWith(family, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private static IEnumerable<int> Lines(Diagnostic diagnostic) => diagnostic.AdditionalLocations
        .Prepend(diagnostic.Location)
        .Select(static location => location.GetLineSpan().StartLinePosition.Line);
}
