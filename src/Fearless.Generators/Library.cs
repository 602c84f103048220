using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Generators;

/// <summary>What the generator knows of the library by name.</summary>
internal static class Library
{
    private const string Pipeline = "ParallelIterator";

    /// <summary>Whether the method is one of the operators that are extension methods.</summary>
    public static bool IsOperator(IMethodSymbol method) =>
        method.ContainingType is { Name: Pipeline, Arity: 0, ContainingType: null } type && IsOurs(type);

    /// <summary>Whether the method is one of the pipeline's own: an option or an operator, which begins with the pipeline that it is called on.</summary>
    public static bool IsPipelines(IMethodSymbol method) => !method.IsStatic && Pieces(method.ContainingType) is not null;

    /// <summary>The source, the item and the kind of a pipeline; null if the type is none.</summary>
    public static ImmutableArray<ITypeSymbol>? Pieces(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: Pipeline, Arity: 3 } pipeline && IsOurs(pipeline) ? pipeline.TypeArguments : null;

    /// <summary>Whether the source is the one before and a stage.</summary>
    public static bool IsStaged(ITypeSymbol source, ITypeSymbol before) =>
        source is INamedTypeSymbol { Name: "StagedSource", TypeArguments: [var inner, _, _, _], ContainingNamespace.Name: "Plumbing" }
        && SymbolEqualityComparer.Default.Equals(inner, before);

    /// <summary>Whether the items and what is made of them are values through and through: of references the runtime compiles the loop once for all, in which
    /// a struct costs more than a delegate.</summary>
    public static bool AreValues(params ITypeSymbol[] types) => types.All(IsValue);

    private static bool IsOurs(INamedTypeSymbol type) =>
        type is { ContainingAssembly.Name: "Fearless", ContainingNamespace: { Name: "Fearless", ContainingNamespace.IsGlobalNamespace: true } };

    private static bool IsValue(ITypeSymbol type) =>
        type.IsValueType && (type is not INamedTypeSymbol named || named.TypeArguments.All(IsValue));
}
