using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fearless.Mutation.Sites;

/// <summary>The methods and properties of the library that look at an atomic variable, themselves or through what they call.</summary>
internal sealed class SharedReaders
{
    private readonly HashSet<ISymbol> _readers = new(SymbolEqualityComparer.Default);

    public SharedReaders(Compilation compilation)
    {
        var callers = new Dictionary<ISymbol, List<ISymbol>>(SymbolEqualityComparer.Default);
        var news = new Queue<ISymbol>();
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            SemanticModel semantics = compilation.GetSemanticModel(tree);
            foreach (SyntaxNode node in tree.GetRoot().DescendantNodes())
            {
                if (node is not (InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax))
                    continue;
                ISymbol? owner = OwnerOf(semantics, node);
                if (owner is null)
                    continue;
                if (node is InvocationExpressionSyntax call && semantics.IsAtomicCall(call, out _))
                {
                    if (_readers.Add(owner))
                        news.Enqueue(owner);
                }
                else if (Target(semantics, node) is { } target)
                {
                    if (!callers.TryGetValue(target, out List<ISymbol>? list))
                        callers.Add(target, list = []);
                    list.Add(owner);
                }
            }
        }

        while (news.TryDequeue(out ISymbol? reader))
        {
            foreach (ISymbol caller in callers.GetValueOrDefault(reader, []))
            {
                if (_readers.Add(caller))
                    news.Enqueue(caller);
            }
        }
    }

    /// <summary>Whether the expression looks at shared state.</summary>
    public bool Looks(SemanticModel semantics, ExpressionSyntax expression) => expression.DescendantNodesAndSelf().Any(node =>
        (node is InvocationExpressionSyntax call && semantics.IsAtomicCall(call, out _))
        || (Target(semantics, node) is { } target && _readers.Contains(target)));

    // The method or property that a node calls, in its general form.
    private static ISymbol? Target(SemanticModel semantics, SyntaxNode node)
    {
        if (node is not (InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax))
            return null;
        ISymbol? symbol = semantics.GetSymbolInfo(node).Symbol;
        return symbol is IMethodSymbol or IPropertySymbol && symbol.Locations.Any(static location => location.IsInSource)
            ? symbol.OriginalDefinition
            : null;
    }

    private static ISymbol? OwnerOf(SemanticModel semantics, SyntaxNode node)
    {
        MemberDeclarationSyntax? member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>(
            static member => member is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax);
        return member is null ? null : semantics.GetDeclaredSymbol(member)?.OriginalDefinition;
    }
}
