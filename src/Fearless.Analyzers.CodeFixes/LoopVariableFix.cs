using System.Composition;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Formatting;

namespace Fearless.Analyzers.CodeFixes;

/// <summary>FC1005: gives each round of a <c>for</c> loop a copy of its variable, for the lambdas to capture.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LoopVariableFix)), Shared]
public sealed class LoopVariableFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["FC1005"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
            return;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (FindLoop(root, diagnostic) is not { } loop || FindVariable(loop, model, context.CancellationToken) is not { } variable)
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Capture a copy of '{variable.Name}'",
                    cancellation => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(loop, WithCopy(loop, variable, model, cancellation)))),
                    equivalenceKey: nameof(LoopVariableFix)),
                diagnostic);
        }
    }

    // One of the two accesses is the loop's own step.
    private static ForStatementSyntax? FindLoop(SyntaxNode root, Diagnostic diagnostic) =>
        diagnostic.AdditionalLocations.Prepend(diagnostic.Location)
            .Where(place => place.SourceTree == root.SyntaxTree)
            .Select(place => StepAt(root, place)?.Parent as ForStatementSyntax)
            .FirstOrDefault(static loop => loop is not null);

    private static ExpressionSyntax? StepAt(SyntaxNode root, Location place) =>
        root.FindNode(place.SourceSpan, getInnermostNodeForTie: true).AncestorsAndSelf().OfType<ExpressionSyntax>()
            .FirstOrDefault(static node => node.Parent is ForStatementSyntax loop && loop.Incrementors.Contains(node));

    // Where the body changes the variable, a copy would no longer be the same.
    private static ISymbol? FindVariable(ForStatementSyntax loop, SemanticModel model, CancellationToken cancellation)
    {
        if (loop.Declaration is not { Type: not RefTypeSyntax } declaration || model.AnalyzeDataFlow(loop.Statement) is not { Succeeded: true } flow)
            return null;
        ISymbol[] captured =
        [
            .. declaration.Variables
                .Select(variable => model.GetDeclaredSymbol(variable, cancellation))
                .OfType<ISymbol>()
                .Where(variable => flow.CapturedInside.Contains(variable, SymbolEqualityComparer.Default)),
        ];
        return captured.Length == 1 && !flow.WrittenInside.Contains(captured[0], SymbolEqualityComparer.Default) ? captured[0] : null;
    }

    private static ForStatementSyntax WithCopy(ForStatementSyntax loop, ISymbol variable, SemanticModel model, CancellationToken cancellation)
    {
        string copy = FreeName(loop);
        IEnumerable<IdentifierNameSyntax> captures = loop.Statement.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == variable.Name && IsInFunction(name, loop)
                && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, variable));
        StatementSyntax body = loop.Statement.ReplaceNodes(
            captures, (name, _) => name.WithIdentifier(SyntaxFactory.Identifier(copy).WithTriviaFrom(name.Identifier)));
        StatementSyntax declaration = SyntaxFactory.LocalDeclarationStatement(SyntaxFactory.VariableDeclaration(
            loop.Declaration!.Type.WithoutTrivia(),
            [SyntaxFactory.VariableDeclarator(copy).WithInitializer(SyntaxFactory.EqualsValueClause(SyntaxFactory.IdentifierName(variable.Name)))]));
        BlockSyntax block = body is BlockSyntax existing
            ? existing.WithStatements(existing.Statements.Insert(0, declaration))
            : SyntaxFactory.Block(declaration, body.WithoutTrailingTrivia()).WithTrailingTrivia(body.GetTrailingTrivia());
        return loop.WithStatement(block.WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static bool IsInFunction(SyntaxNode node, ForStatementSyntax loop) =>
        node.Ancestors().TakeWhile(above => above != loop).Any(static above => above is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);

    private static string FreeName(ForStatementSyntax loop)
    {
        var taken = new HashSet<string>(loop.SyntaxTree.GetRoot().DescendantTokens()
            .Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText));
        string name = "copy";
        for (int number = 2; taken.Contains(name); number++)
            name = $"copy{number}";
        return name;
    }
}
