using Fearless.Analyzers;
using Fearless.Tool.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fearless.Tool.Findings;

/// <summary>The members of a file that have code, bound one after the other.</summary>
internal static class Members
{
    public static IEnumerable<MemberCode> In(SourceProject project, SyntaxTree tree, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (MemberNames names in MemberNames.In(tree, cancellationToken))
        {
            if (Bind(project, model, names, cancellationToken) is { } member)
                yield return member;
        }
        foreach (EqualsValueClauseSyntax initializer in Initializers(tree.GetRoot(cancellationToken)))
        {
            if (model.GetOperation(initializer, cancellationToken) is { } body && TypeAround(model, initializer, cancellationToken)?.Constructors is [var constructor, ..])
                yield return new MemberCode(project, model, new MemberNames(initializer, "", false, false, Mentioned(initializer), [], []), constructor, body) { IsInitializer = true };
        }
    }

    public static MemberCode? Bind(SourceProject project, SemanticModel model, MemberNames names, CancellationToken cancellationToken) =>
        names.SymbolIn(model, cancellationToken) is { } method && model.GetOperation(names.Declaration, cancellationToken) is { } body
            ? new MemberCode(project, model, names, method, body)
            : null;

    // Fields and properties that begin with more than a constant.
    private static IEnumerable<EqualsValueClauseSyntax> Initializers(SyntaxNode root) => root
        .DescendantNodes(static node => node is not (BlockSyntax or ArrowExpressionClauseSyntax or StatementSyntax or ExpressionSyntax or EqualsValueClauseSyntax))
        .OfType<EqualsValueClauseSyntax>()
        .Where(static clause => clause.Parent is PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax }
            && clause.Value.DescendantNodesAndSelf().Any(static node => node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or AnonymousFunctionExpressionSyntax));

    private static INamedTypeSymbol? TypeAround(SemanticModel model, SyntaxNode node, CancellationToken cancellationToken) =>
        node.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>() is { } declaration ? model.GetDeclaredSymbol(declaration, cancellationToken) as INamedTypeSymbol : null;

    private static HashSet<string> Mentioned(SyntaxNode initializer) =>
    [
        .. initializer.DescendantNodes().OfType<SimpleNameSyntax>().Select(static name => name.Identifier.ValueText),
        .. initializer.DescendantNodes().OfType<ObjectCreationExpressionSyntax>().Select(static creation => "new " + creation.Type.ToString().Split('<')[0]),
    ];
}
