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
            case IObjectCreationOperation creation when Types.IsTask(creation.Type):
                return [new WaitFact(WaitKind.OwnWork)];
            case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask", Instance: { } task }:
                return Of(task);
            case IInvocationOperation call when Types.IsTask(call.TargetMethod.ContainingType):
                return [new WaitFact(IsOwnWork(call) ? WaitKind.OwnWork : WaitKind.Outside)];
            case IInvocationOperation call when IsFixed(call.TargetMethod) && MethodKey.Of(call.TargetMethod) is { } key:
                return [new WaitFact(WaitKind.Call, key)];
            default:
                return [new WaitFact(WaitKind.Outside)];
        }
    }

    /// <summary>Whether nothing but its own code demands that it returns a task.</summary>
    /// <remarks>Who overrides or implements something, or is called by a framework, has no choice.</remarks>
    public static bool IsFree(IMethodSymbol method) =>
        method is { ReturnsVoid: false, Name: not ("Main" or "<Main>$"), MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction }
        && IsFixed(method) && !method.IsOverride && method.ExplicitInterfaceImplementations.IsEmpty && !Implements(method) && !IsCalledByFramework(method);

    private static bool IsFixed(IMethodSymbol method) =>
        method is { IsVirtual: false, IsAbstract: false } && (!method.IsOverride || method.IsSealed) && method.ContainingType is not { TypeKind: TypeKind.Interface };

    private static bool Implements(IMethodSymbol method) => method.ContainingType is { } type && type.AllInterfaces
        .SelectMany(contract => contract.GetMembers(method.Name))
        .Any(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), method));

    private static bool IsCalledByFramework(IMethodSymbol method) =>
        method.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name is { } name
            && (Tests.Contains(name.Replace("Attribute", "", StringComparison.Ordinal)) || name.StartsWith("Http", StringComparison.Ordinal) || name.EndsWith("CommandAttribute", StringComparison.Ordinal)))
        || method.ContainingType is { } type && (type.Name.EndsWith("Controller", StringComparison.Ordinal) || type.Name.EndsWith("Hub", StringComparison.Ordinal) || method.Name is "Invoke" or "InvokeAsync" && type.Name.EndsWith("Middleware", StringComparison.Ordinal));

    private static bool IsOwnWork(IInvocationOperation call) => call.TargetMethod.Name switch
    {
        "FromResult" or "Yield" or "FromException" or "FromCanceled" => true,
        "Run" => call.Arguments is [{ Value: IDelegateCreationOperation work }, ..] && IsComputation(work),
        _ => false,
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
