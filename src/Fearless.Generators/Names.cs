using Microsoft.CodeAnalysis.CSharp;

namespace Fearless.Generators;

/// <summary>Which types and members a file of their own in this compilation can name by their whole names, and means the same by it.</summary>
internal sealed class Names(Compilation compilation)
{
    /// <summary>The name of the type from the global namespace on; null if it has none that this file could write.</summary>
    public string? Of(ITypeSymbol? type) => type is not null && IsNameable(type) ? type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) : null;

    /// <summary>Whether the member can be used, from anywhere in the assembly, without a word from the compiler.</summary>
    public bool IsUsable(ISymbol member) =>
        compilation.IsSymbolAccessibleWithin(member, compilation.Assembly)
        && !IsWarnedOf(member)
        && !IsExperimental(member.ContainingAssembly)
        && !IsExperimental(member.ContainingModule);

    /// <summary>Whether the namespaces that generated code names are not hidden by types.</summary>
    public bool CanNameFrameworks() =>
        compilation.GetTypeByMetadataName("System.Runtime.CompilerServices.MethodImplAttribute") is { } framework && IsNameable(framework);

    private bool IsNameable(ITypeSymbol type) => type switch
    {
        { SpecialType: not (SpecialType.None or SpecialType.System_Nullable_T) and <= SpecialType.System_String } => true,
        IArrayTypeSymbol array => IsNameable(array.ElementType),
        INamedTypeSymbol { TypeKind: not (TypeKind.Error or TypeKind.Dynamic), IsAnonymousType: false, IsFileLocal: false, CanBeReferencedByName: true } named =>
            IsUsable(named)
            && named.TypeArguments.All(IsNameable)
            && (named.ContainingType is { } outer ? IsNameable(outer) : IsClear(named.ContainingNamespace))
            && (named.IsTupleType || IsTheOnlyOne(named.OriginalDefinition)),
        _ => false,
    };

    // Two assemblies may have types of one name, or an assembly no other name than an alias.
    private bool IsTheOnlyOne(INamedTypeSymbol definition) =>
        SymbolEqualityComparer.Default.Equals(compilation.GetTypeByMetadataName(MetadataName(definition)), definition)
        && (compilation.GetMetadataReference(definition.ContainingAssembly) is not { Properties.Aliases: { IsEmpty: false } aliases } || aliases.Contains("global"));

    private static string MetadataName(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
            return MetadataName(outer) + "+" + type.MetadataName;
        return type.ContainingNamespace.IsGlobalNamespace ? type.MetadataName : type.ContainingNamespace.ToDisplayString() + "." + type.MetadataName;
    }

    // A type of the same name would hide a namespace.
    private bool IsClear(INamespaceSymbol? space)
    {
        for (; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (compilation.GetCompilationNamespace(space.ContainingNamespace) is not { } around || !around.GetTypeMembers(space.Name).IsEmpty)
                return false;
        }
        return true;
    }

    private static bool IsExperimental(ISymbol? all) =>
        all?.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ExperimentalAttribute") == true;

    private static bool IsWarnedOf(ISymbol? symbol)
    {
        for (; symbol is not (null or INamespaceSymbol); symbol = symbol.ContainingType)
        {
            if (symbol.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name is
                "ObsoleteAttribute" or "ExperimentalAttribute" or "RequiresPreviewFeaturesAttribute"))
                return true;
        }
        return false;
    }
}
