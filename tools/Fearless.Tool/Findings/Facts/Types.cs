namespace Fearless.Tool.Findings.Facts;

/// <summary>Questions that several rules ask of types and methods.</summary>
internal static class Types
{
    /// <summary>Whether it is the type of that full name, or derives from it.</summary>
    public static bool Is(ITypeSymbol? type, string fullName)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (IsExactly(current, fullName))
                return true;
        }
        return false;
    }

    /// <summary>Whether it is the type of that full name; type parameters are not looked at.</summary>
    public static bool IsExactly(ITypeSymbol? type, string fullName)
    {
        if (type is not INamedTypeSymbol || !fullName.EndsWith(type.Name, StringComparison.Ordinal) || type.Name.Length == 0)
            return false;
        return SpaceOf(type) is { Length: > 0 } space
            ? fullName.Length == space.Length + 1 + type.Name.Length && fullName.StartsWith(space, StringComparison.Ordinal)
            : fullName == type.Name;
    }

    /// <summary>The namespace, written out.</summary>
    public static string SpaceOf(ITypeSymbol? type) =>
        type?.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : "";

    public static bool IsTask(ITypeSymbol? type) => type is { Name: "Task" or "ValueTask" } && SpaceOf(type) == "System.Threading.Tasks";

    /// <summary>Whether nobody can change what has this type.</summary>
    public static bool IsUnchangeable(ITypeSymbol? type) => type is null
        || type.IsValueType && !type.IsRefLikeType
        || type.SpecialType is SpecialType.System_String or SpecialType.System_Delegate
        || type.TypeKind is TypeKind.Delegate or TypeKind.Enum
        || type.IsRefLikeType && type.Name == "ReadOnlySpan"
        || type.Name is "Type" or "Uri" or "Version" or "Regex" or "Encoding" or "CultureInfo"
        || SpaceOf(type) is "System.Collections.Immutable" or "System.Collections.Frozen";

    public static bool IsMethod(IMethodSymbol method, string type, params ReadOnlySpan<string> names) =>
        names.Contains(method.Name) && IsExactly(method.ContainingType, type);
}
