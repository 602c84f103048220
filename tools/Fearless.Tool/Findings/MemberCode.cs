using Fearless.Analyzers;
using Fearless.Tool.Reading;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings;

/// <summary>A member with code, bound.</summary>
/// <param name="Project">What it belongs to.</param>
/// <param name="Model">Of its file.</param>
/// <param name="Names">Its declaration, and what it mentions.</param>
/// <param name="Method">The method that it is; the constructor, where it is what a field begins with.</param>
/// <param name="Body">All of its code, lambdas among it.</param>
internal sealed record MemberCode(SourceProject Project, SemanticModel Model, MemberNames Names, IMethodSymbol Method, IOperation Body)
{
    private IReadOnlyList<IOperation>? _operations;

    /// <summary>Whether it is what a field or property begins with, and no method.</summary>
    public bool IsInitializer { get; init; }

    /// <summary>All operations of the body, in the order of its text.</summary>
    public IReadOnlyList<IOperation> Operations => _operations ??= [.. Body.DescendantsAndSelf()];

    public IEnumerable<T> All<T>() where T : IOperation => Operations.OfType<T>();

    public string Name => $"{Method.ContainingType?.Name}.{(Method.AssociatedSymbol ?? Method).Name}";
}
