using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Facts;

/// <summary>What is waited for where something is awaited.</summary>
internal static class Waiting
{
    private static readonly string[] Tests = ["Fact", "Theory", "Test", "TestMethod", "TestCase", "Benchmark", "GlobalSetup"];

    public static IEnumerable<WaitFact> Of(IOperation awaited)
    {
        switch (awaited)
        {
            case IConversionOperation conversion:
                return Of(conversion.Operand);
            case IConditionalOperation choice:
                return [.. Of(choice.WhenTrue), .. choice.WhenFalse is { } other ? Of(other) : []];
            case IAwaitOperation wait:
                return Of(wait.Operation);
            case IPropertyReferenceOperation { Property: { Name: "CompletedTask", ContainingType: var type } } when Types.IsTask(type):
                return [new WaitFact(WaitKind.OwnWork)];
            case IObjectCreationOperation { Arguments: var arguments } creation when Types.IsTask(creation.Type):
                return arguments is [{ Value: var inner }] ? Types.IsTask(inner.Type) ? Of(inner) : [new WaitFact(WaitKind.OwnWork)] : [new WaitFact(WaitKind.Outside)];
            case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask", Instance: { } task }:
                return Of(task);
            case IInvocationOperation call when Types.IsTask(call.TargetMethod.ContainingType):
                return [new WaitFact(KindOf(call))];
            case IInvocationOperation call when IsFixed(call.TargetMethod) && MethodKey.Of(call.TargetMethod) is { } key:
                return [new WaitFact(WaitKind.Call, key)];
            default:
                return [new WaitFact(WaitKind.Outside)];
        }
    }

    /// <summary>The code that is given to the pool where something is awaited.</summary>
    public static IOperation? WorkIn(IOperation awaited) => awaited.DescendantsAndSelf().OfType<IInvocationOperation>()
        .FirstOrDefault(static call => call.TargetMethod.Name == "Run" && Types.IsTask(call.TargetMethod.ContainingType))?.Arguments[0].Value;

    /// <summary>Whether nothing but its own code demands that it returns a task.</summary>
    /// <remarks>Who overrides or implements something, or is called by a framework, has no choice.</remarks>
    public static bool IsFree(IMethodSymbol method) =>
        method is { ReturnsVoid: false, Name: not ("Main" or "<Main>$"), MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction }
        && !IsDemanded(method) && !IsCalledByFramework(method);

    /// <summary>Whether a base type or an interface demands the method, as far as they are known: by name, since types of packages that are not there differ from themselves.</summary>
    public static bool IsDemanded(IMethodSymbol method) =>
        !IsFixed(method) || method.IsOverride || !method.ExplicitInterfaceImplementations.IsEmpty || Implements(method);

    private static bool IsFixed(IMethodSymbol method) =>
        method is { IsVirtual: false, IsAbstract: false } && (!method.IsOverride || method.IsSealed) && method.ContainingType is not { TypeKind: TypeKind.Interface };

    private static bool Implements(IMethodSymbol method) => method.MethodKind == MethodKind.Ordinary && method.DeclaredAccessibility == Accessibility.Public && method.ContainingType is { } type
        && (type.AllInterfaces.SelectMany(contract => contract.GetMembers(method.Name)).OfType<IMethodSymbol>().Any(member => member.Parameters.Length == method.Parameters.Length)
            || type.AllInterfaces.Any(static contract => contract.TypeKind == TypeKind.Error) || HasUnknownBase(type));

    private static bool HasUnknownBase(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.TypeKind == TypeKind.Error)
                return true;
        }
        return false;
    }

    private static bool IsCalledByFramework(IMethodSymbol method) =>
        method.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name is { } name
            && (Tests.Contains(name.Replace("Attribute", "", StringComparison.Ordinal)) || name.StartsWith("Http", StringComparison.Ordinal) || name.EndsWith("CommandAttribute", StringComparison.Ordinal)))
        || method.ContainingType is { } type && (type.Name.EndsWith("Controller", StringComparison.Ordinal) || type.Name.EndsWith("Hub", StringComparison.Ordinal) || method.Name is "Invoke" or "InvokeAsync" && type.Name.EndsWith("Middleware", StringComparison.Ordinal));

    private static WaitKind KindOf(IInvocationOperation call) => call.TargetMethod.Name switch
    {
        "FromResult" or "Yield" or "FromException" or "FromCanceled" => WaitKind.OwnWork,
        "Run" when call.Arguments is [{ Value: IDelegateCreationOperation work }, ..] && IsComputation(work) => WaitKind.WorkOnPool,
        _ => WaitKind.Outside,
    };

    // Code that waits for nothing itself: what it does is seen where it is.
    private static bool IsComputation(IDelegateCreationOperation work) => work.Target switch
    {
        IAnonymousFunctionOperation lambda => !lambda.Symbol.IsAsync && !lambda.Descendants().OfType<IInvocationOperation>()
            .Any(static inner => Types.IsTask(inner.Type) || Library.OutsideOf(inner.TargetMethod) is not Effects.None || inner.TargetMethod.Name is "Wait" or "Sleep"),
        IMethodReferenceOperation reference => !Types.IsTask(reference.Method.ReturnType),
        _ => false,
    };
}
