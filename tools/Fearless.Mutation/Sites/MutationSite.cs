using Microsoft.CodeAnalysis;

namespace Fearless.Mutation.Sites;

/// <summary>One place in the library's sources that one mutant changes.</summary>
/// <param name="Id">Its number in this run.</param>
/// <param name="File">The file, relative to the folder of the sources, with slashes.</param>
/// <param name="Line">The line, from one.</param>
/// <param name="Member">The member that contains it, with its type: <c>WorkDeque.TryPop</c>.</param>
/// <param name="Kind">What is done to it.</param>
/// <param name="Code">The code that is changed, on one line.</param>
/// <param name="Ordinal">Which of the places that are alike in all of this it is, from one.</param>
/// <param name="Node">The syntax that is changed.</param>
internal sealed record MutationSite(int Id, string File, int Line, string Member, MutationKind Kind, string Code, int Ordinal, SyntaxNode Node)
{
    /// <summary>The folder of the library that the place lies in: <c>Collections</c>.</summary>
    public string Room => File[..File.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>Names this place alone, and without its line, so that what is written down about it survives an edit elsewhere.</summary>
    public string Key => Ordinal == 1 ? $"{File}|{Member}|{Kind}|{Code}" : $"{File}|{Member}|{Kind}|{Code} #{Ordinal}";
}
