using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fearless.Mutation.Sites;

/// <summary>Finds every place of the library that a mutant can change.</summary>
internal static class SiteFinder
{
    /// <summary>The places in <paramref name="library"/>, in the order of its files and lines.</summary>
    public static IReadOnlyList<MutationSite> Find(LibrarySources library)
    {
        var readers = new SharedReaders(library.Compilation);
        var sites = new List<MutationSite>();
        var alike = new Dictionary<(string File, string Member, MutationKind Kind, string Code), int>();
        foreach ((string file, SyntaxTree tree) in library.Mutable)
        {
            SemanticModel semantics = library.Compilation.GetSemanticModel(tree);
            foreach (SyntaxNode node in tree.GetRoot().DescendantNodes())
            {
                foreach (MutationKind kind in KindsOf(node, semantics, readers))
                {
                    string member = MemberOf(node);
                    string code = OneLine(node is IfStatementSyntax branch ? branch.Condition : node);
                    int line = tree.GetLineSpan(node.Span).StartLinePosition.Line + 1;
                    int ordinal = alike[(file, member, kind, code)] = alike.GetValueOrDefault((file, member, kind, code)) + 1;
                    sites.Add(new MutationSite(sites.Count, file, line, member, kind, code, ordinal, node));
                }
            }
        }
        return sites;
    }

    private static MutationKind[] KindsOf(SyntaxNode node, SemanticModel semantics, SharedReaders readers) => node switch
    {
        InvocationExpressionSyntax call when semantics.IsAtomicCall(call, out IMethodSymbol? method) => AtomicSymbols.KindsOf(method),
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } when semantics.IsFence(call) => [MutationKind.RemoveFence],
        IfStatementSyntax branch when readers.Looks(semantics, branch.Condition) => [MutationKind.SkipBranch],
        _ => [],
    };

    private static string MemberOf(SyntaxNode node)
    {
        string type = node.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.Identifier.Text ?? "";
        string member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            ConstructorDeclarationSyntax => ".ctor",
            DestructorDeclarationSyntax => "Finalize",
            _ => "",
        };
        return $"{type}.{member}";
    }

    private static string OneLine(SyntaxNode node) => string.Join(' ', node.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
