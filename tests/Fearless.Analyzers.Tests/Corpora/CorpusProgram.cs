using Fearless.Analyzers.Tests.Compilation;
using Microsoft.CodeAnalysis;

namespace Fearless.Analyzers.Tests.Corpora;

/// <summary>A program with a label, and what the analyzer says of it.</summary>
/// <param name="Name">Its path below the programs.</param>
/// <param name="HasRace">What the first line says.</param>
/// <param name="Diagnostics">The races that the analyzer reports.</param>
internal sealed record CorpusProgram(string Name, bool HasRace, IReadOnlyList<Diagnostic> Diagnostics)
{
    public bool IsReported => Diagnostics.Count > 0;

    public bool IsRight => IsReported == HasRace;

    public static IEnumerable<CorpusProgram> In(string corpus) => LabelledSource.In(corpus).Select(Check);

    private static CorpusProgram Check(LabelledSource program) => new(
        program.Name,
        program.HasRace,
        [.. Snippet.Diagnose(program.Text).Where(static diagnostic => !diagnostic.Id.StartsWith("FC9", StringComparison.Ordinal))]);

    public override string ToString() =>
        $"{Name}: {(HasRace ? "race" : "clean")}, {string.Join("; ", Diagnostics.Select(static diagnostic => $"{diagnostic.Id} {diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1} {diagnostic.GetMessage(null)}"))}";
}
