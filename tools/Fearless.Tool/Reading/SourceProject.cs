using Microsoft.CodeAnalysis.CSharp;

namespace Fearless.Tool.Reading;

/// <summary>C# that is compiled together.</summary>
/// <param name="Name">The name of the project, or of the folder or file.</param>
/// <param name="Compilation">All of it; what could not be bound has errors in it.</param>
/// <param name="Looked">The files that are looked at; the others only say what these mean.</param>
internal sealed record SourceProject(string Name, CSharpCompilation Compilation, IReadOnlyList<SyntaxTree> Looked)
{
    /// <summary>Whether there are no threads where it runs.</summary>
    public bool IsBrowser { get; init; }

    /// <summary>Whether one of its threads shows something to somebody.</summary>
    public bool HasUserInterface { get; init; }

    /// <summary>Whether its threads serve somebody, and must not be blocked.</summary>
    public bool KeepsThreadsFree { get; init; }
}
