namespace Fearless.Generators;

/// <summary>Methods whose result depends on the method that they are called in, or whose call does.</summary>
internal static class WhereItIsCalled
{
    public static bool Matters(IMethodSymbol method) =>
        method.ContainingType.Name is "MethodBase" or "StackTrace" or "StackFrame" or "Assembly" or "Environment" or "Debugger" || IsConditional(method);

    // On a symbol that a file can define for itself.
    private static bool IsConditional(IMethodSymbol? method)
    {
        for (; method is not null; method = method.OverriddenMethod)
        {
            if (method.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ConditionalAttribute"))
                return true;
        }
        return false;
    }
}
