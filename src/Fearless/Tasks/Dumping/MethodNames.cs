namespace Fearless.Tasks;

/// <summary>What the compiler makes of the names of asynchronous methods.</summary>
internal static class MethodNames
{
    /// <summary>The name of the method of which the compiler has made a type of this name: <c>Fetch</c> of <c>&lt;Fetch&gt;d__3</c>, and of
    /// <c>&lt;&lt;Main&gt;g__Fetch|0_1&gt;d</c>, a function inside of it; <c>Main</c> of a lambda in that.</summary>
    // SOURCE: dotnet/roslyn, src/Compilers/CSharp/Portable/Symbols/Synthesized/GeneratedNames.cs.
    public static string Of(string typeName)
    {
        const string LocalFunction = ">g__";
        int function = typeName.LastIndexOf(LocalFunction, StringComparison.Ordinal);
        int start = function >= 0 ? function + LocalFunction.Length : typeName.LastIndexOf('<') + 1;
        int end = typeName.IndexOfAny(['>', '|'], start);
        return end > start ? typeName[start..end] : typeName;
    }
}
