using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fearless.Mutation.Sites;

/// <summary>Recognises the operations of <c>Fearless.Atomics</c> in the sources.</summary>
internal static class AtomicSymbols
{
    private const string Namespace = "Fearless.Atomics";

    private static readonly string[] Updates =
        ["CompareAndSet", "CompareExchange", "Exchange", "Add", "Increment", "Decrement", "Or", "And", "Xor", "Max", "Min"];

    /// <summary>Whether the call is an operation of an atomic variable, such as <c>AtomicInt.Read</c>.</summary>
    public static bool IsAtomicCall(this SemanticModel semantics, InvocationExpressionSyntax call, [NotNullWhen(true)] out IMethodSymbol? method)
    {
        method = semantics.GetSymbolInfo(call).Symbol as IMethodSymbol;
        return method is not null && IsAtomicType(method.ContainingType);
    }

    /// <summary>Whether the call is a fence.</summary>
    public static bool IsFence(this SemanticModel semantics, InvocationExpressionSyntax call) =>
        semantics.GetSymbolInfo(call).Symbol is IMethodSymbol { ContainingType: { Name: "Fence" } type } && IsInNamespace(type);

    /// <summary>What mutants can do to the call; nothing when nothing is sensible.</summary>
    public static MutationKind[] KindsOf(IMethodSymbol method) => method.Name switch
    {
        "Read" => [MutationKind.WeakenAcquire],
        // .NET makes every store of an object reference a release, so a relaxed write of one is the same write.
        "Write" when method.ContainingType.Name != "AtomicRef" => [MutationKind.WeakenRelease],
        _ when Updates.Contains(method.Name) => [MutationKind.TearUpdate, MutationKind.LoseFence],
        _ => [],
    };

    private static bool IsAtomicType(INamedTypeSymbol type) =>
        type.Name.StartsWith("Atomic", StringComparison.Ordinal) && IsInNamespace(type);

    private static bool IsInNamespace(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString() == Namespace;
}
