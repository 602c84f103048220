namespace Fearless.Testing.Linearizability;

/// <summary>Types as C# writes them.</summary>
internal static class TypeText
{
    public static string Of<T>() => Of(typeof(T));

    private static string Of(Type type)
    {
        if (!type.IsGenericType)
            return type == typeof(int) ? "int" : type == typeof(string) ? "string" : type == typeof(object) ? "object" : type.Name;
        string name = type.Name.Contains('`', StringComparison.Ordinal) ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] : type.Name;
        return $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
    }
}
