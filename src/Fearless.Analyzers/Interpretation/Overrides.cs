namespace Fearless.Analyzers.Interpretation;

/// <summary>Which methods of the compilation override or implement which.</summary>
internal sealed class Overrides
{
    private readonly Dictionary<ISymbol, List<IMethodSymbol>> _implementations = new(SymbolEqualityComparer.Default);

    public Overrides(Compilation compilation) => Add(compilation.Assembly.GlobalNamespace);

    public ImmutableArray<IMethodSymbol> Of(IMethodSymbol method) =>
        _implementations.TryGetValue(method.OriginalDefinition, out var found) ? [.. found] : [];

    private void Add(INamespaceOrTypeSymbol container)
    {
        foreach (ISymbol member in container.GetMembers())
        {
            if (member is INamespaceOrTypeSymbol inner)
                Add(inner);
            else if (member is IMethodSymbol { OverriddenMethod: { } overridden } method)
                Add(overridden, method);
        }
        if (container is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type)
            return;
        foreach (IMethodSymbol declared in type.AllInterfaces.SelectMany(static contract => contract.GetMembers()).OfType<IMethodSymbol>())
        {
            if (type.FindImplementationForInterfaceMember(declared) is IMethodSymbol method && !method.DeclaringSyntaxReferences.IsEmpty)
                Add(declared, method);
        }
    }

    private void Add(IMethodSymbol declared, IMethodSymbol implementation)
    {
        if (!_implementations.TryGetValue(declared.OriginalDefinition, out var found))
            _implementations.Add(declared.OriginalDefinition, found = []);
        if (!found.Contains(implementation, SymbolEqualityComparer.Default))
            found.Add(implementation);
        if (declared.OverriddenMethod is { } further)
            Add(further, implementation);
    }
}
