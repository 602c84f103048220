using System.Composition;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Fearless.Analyzers.CodeFixes;

/// <summary>FC1001, FC1002, FC1008: changes a shared integer in one step, by <c>Interlocked</c>, where all that the race is about are such changes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InterlockedFix)), Shared]
public sealed class InterlockedFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["FC1001", "FC1002", "FC1008"];

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
            if (FindChanges(root, diagnostic, model, context.CancellationToken) is not { Count: > 0 } changes)
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    "Change it in one step, by Interlocked",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(
                        root.ReplaceNodes(changes.Keys, (change, _) => changes[change].WithTriviaFrom(change)))),
                    equivalenceKey: nameof(InterlockedFix)),
                diagnostic);
        }
    }

    // The places of a diagnostic are its two accesses, and the call that starts the strand. An access that cannot be made atomic leaves the race.
    private static Dictionary<ExpressionSyntax, ExpressionSyntax>? FindChanges(
        SyntaxNode root, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        var changes = new Dictionary<ExpressionSyntax, ExpressionSyntax>();
        foreach (Location place in diagnostic.AdditionalLocations.Prepend(diagnostic.Location))
        {
            if (place.SourceTree != root.SyntaxTree || root.FindNode(place.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax node)
                return null;
            if (AtomicChange.ChangeAt(node) is { } change && AtomicChange.Of(change, model, cancellation) is { } atomic)
                changes[change] = atomic;
            else if (node is not (InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax))
                return null;
        }
        return changes;
    }
}
