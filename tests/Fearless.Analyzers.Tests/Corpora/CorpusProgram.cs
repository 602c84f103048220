using Fearless.Analyzers.Tests.Compilation;
using Microsoft.CodeAnalysis;

namespace Fearless.Analyzers.Tests.Corpora;

/// <summary>A program whose truth is known: its first line begins with <c>// race</c> or <c>// clean</c>.</summary>
/// <param name="Name">Its path below the programs.</param>
/// <param name="HasRace">What the first line says.</param>
/// <param name="Diagnostics">The races that the analyzer reports.</param>
internal sealed record CorpusProgram(string Name, bool HasRace, IReadOnlyList<Diagnostic> Diagnostics)
{
    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Corpora", "Programs");

    public bool IsReported => Diagnostics.Count > 0;

    public bool IsRight => IsReported == HasRace;

    public static IEnumerable<CorpusProgram> In(string corpus) => Directory
        .EnumerateFiles(Path.Combine(Folder, corpus), "*.cs", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(Check);

    private static CorpusProgram Check(string path)
    {
        string source = File.ReadAllText(path);
        string name = Path.GetRelativePath(Folder, path);
        bool? hasRace = source.StartsWith("// race", StringComparison.Ordinal) ? true : source.StartsWith("// clean", StringComparison.Ordinal) ? false : null;
        Assert.True(hasRace is not null, $"{name} has no label in its first line.");
        return new CorpusProgram(name, hasRace.Value, [.. Snippet.Diagnose(source).Where(static diagnostic => !diagnostic.Id.StartsWith("FC9", StringComparison.Ordinal))]);
    }

    public override string ToString() =>
        $"{Name}: {(HasRace ? "race" : "clean")}, {string.Join("; ", Diagnostics.Select(static diagnostic => $"{diagnostic.Id} {diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1} {diagnostic.GetMessage(null)}"))}";
}
