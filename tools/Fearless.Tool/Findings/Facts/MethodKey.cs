namespace Fearless.Tool.Findings.Facts;

/// <summary>A method, by where it is declared: the same in all compilations that see it.</summary>
internal readonly record struct MethodKey(SyntaxTree Tree, int Start)
{
    /// <summary>The key of a method with source; null for all others.</summary>
    public static MethodKey? Of(IMethodSymbol method)
    {
        IMethodSymbol definition = (method.ReducedFrom ?? method).OriginalDefinition;
        definition = definition.PartialImplementationPart ?? definition;
        return definition.DeclaringSyntaxReferences is [var declaration, ..] ? new MethodKey(declaration.SyntaxTree, declaration.Span.Start) : null;
    }
}
