using Fearless.Analyzers.Knowledge;
using Fearless.Analyzers.Rules;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Patterns;

/// <summary>FC6001, FC6005: work is started whose end nobody waits for, and whose failure nobody sees.</summary>
internal sealed class ForgottenTask : Pattern
{
    public override IReadOnlyCollection<string> Names { get; } = [MemberNames.Dropped, MemberNames.Asynchronous];

    public override IEnumerable<Diagnostic> FindIn(IMethodSymbol method, IOperation body, Compilation compilation)
    {
        foreach (IOperation operation in body.Descendants())
        {
            switch (operation)
            {
                // In an asynchronous function the compiler tells of it itself (CS4014).
                case IExpressionStatementOperation { Operation: IInvocationOperation call } when Code.IsTask(call.Type) && !Code.FunctionAround(operation, method).IsAsync:
                    yield return Tell(Rule.FireAndForget, call.Syntax,
                        $"The task that {call.TargetMethod.Name} returns is dropped here: nobody waits for its end, and nobody sees it fail. "
                        + "Await it, keep it and wait for it, or spawn it in a scope, which waits; where it is meant, assign it to _.");
                    break;
                case IAnonymousFunctionOperation { Symbol: { IsAsync: true, ReturnsVoid: true } } lambda when GivenTo(lambda) is { } taker && Waits(taker):
                    yield return Tell(Rule.AsyncBodyNotAwaited, lambda.Syntax,
                        $"The asynchronous body here is given to {taker.ContainingType.Name}.{taker.Name} as an action, which ends at its first await: {taker.Name} returns before the work is done, "
                        + "and a failure ends the process. Use what awaits, such as Parallel.ForEachAsync or a TaskScope, or make the body synchronous.");
                    break;
            }
        }
    }

    private static IMethodSymbol? GivenTo(IAnonymousFunctionOperation lambda)
    {
        IOperation? given = lambda.Parent;
        while (given is IDelegateCreationOperation or IConversionOperation or IArrayInitializerOperation or IArrayCreationOperation or ICollectionExpressionOperation)
            given = given.Parent;
        return given is IArgumentOperation { Parent: IInvocationOperation call } ? call.TargetMethod : null;
    }

    // Those who promise that the work is done when they return.
    private static bool Waits(IMethodSymbol method) =>
        KnowledgeBase.Default.StartsOf(method).Any(static start => start.Lifetime is Lifetime.Call or Lifetime.Inline)
        || method is { Name: "ForEach", ContainingType: { Name: "List" or "Array", ContainingNamespace: { Name: "Generic" or "System" } } };
}
