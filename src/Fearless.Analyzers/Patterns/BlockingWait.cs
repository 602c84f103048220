using Fearless.Analyzers.Rules;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Patterns;

/// <summary>FC5001, FC6008: a thread waits for a task, in an asynchronous function or around an asynchronous call.</summary>
internal sealed class BlockingWait : Pattern
{
    public override IReadOnlyCollection<string> Names { get; } = ["Result", "Wait", "GetResult", "Sleep", "WaitAll", "WaitAny", "BlockOn"];

    public override IEnumerable<Diagnostic> FindIn(IMethodSymbol method, IOperation body, Compilation compilation)
    {
        foreach (IOperation operation in body.Descendants())
        {
            if (BlockedOn(operation) is not (var how, var task))
                continue;
            IMethodSymbol function = Code.FunctionAround(operation, method);
            if (function.IsAsync)
            {
                if (task is null || !HasEnded(task, operation, body))
                {
                    yield return Tell(Rule.BlockedInAsync, operation.Syntax,
                        $"{how} blocks the thread here, in an asynchronous function: its caller expects the thread back, and the pool may run out of threads. {Remedy(operation)}");
                }
            }
            else if (task is IInvocationOperation call && !IsEntryPoint(function, compilation))
            {
                yield return Tell(Rule.SyncOverAsync, operation.Syntax,
                    $"{how} blocks the thread here until '{call.TargetMethod.Name}' has ended, for which another thread may be needed: where threads are few, or one is special, that never comes. "
                    + "Call the synchronous method, or await, up to where the program waits anyway.");
            }
        }
    }

    private static string Remedy(IOperation operation) => (operation as IInvocationOperation)?.TargetMethod.Name switch
    {
        "Sleep" => "Await Task.Delay.",
        "BlockOn" => "Await the future; an executor refuses to run inside of another one.",
        _ => "Await the task (Task.WhenAll for several).",
    };

    // What blocks, and the task that is waited for, if it is one.
    private static (string How, IOperation? Task)? BlockedOn(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property.Name: "Result", Instance: { } task } when Code.IsTask(task.Type) => ("Result", task),
        IInvocationOperation { TargetMethod.Name: "Wait", Instance: { } task, Arguments.IsEmpty: true } when Code.IsTask(task.Type) => ("Wait", task),
        IInvocationOperation { TargetMethod.Name: "GetResult", Instance: IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } task } }
            when Code.IsTask(task.Type) => ("GetResult", task),
        IInvocationOperation { TargetMethod: { Name: "WaitAll" or "WaitAny", IsStatic: true } method } when Code.IsTask(method.ContainingType) => (method.Name, null),
        IInvocationOperation { TargetMethod: { Name: "Sleep", ContainingType: { Name: "Thread", ContainingNamespace.Name: "Threading" } }, Arguments: var arguments }
            when !arguments.Any(static argument => argument.Value.ConstantValue is { HasValue: true, Value: 0 }) => ("Thread.Sleep", null),
        IInvocationOperation { TargetMethod: { Name: "BlockOn", ContainingType: { Name: "Executor", ContainingNamespace.Name: "Fearless" } } } => ("Executor.BlockOn", null),
        _ => null,
    };

    // `await Task.WhenAll(a, b)` before `a.Result`, or a look at IsCompleted: it does not wait.
    private static bool HasEnded(IOperation task, IOperation use, IOperation body) =>
        IsGivenToContinuation(task) || task is not IInvocationOperation
        && body.Descendants().Any(operation => operation.Syntax.SpanStart < use.Syntax.SpanStart
            && (operation is IAwaitOperation && (Mentions(operation, task) || Calls(operation, "WhenAll") || Calls(operation, "WhenAny"))
                || operation is IPropertyReferenceOperation { Property.Name: "IsCompleted" or "IsCompletedSuccessfully", Instance: { } asked } && IsSame(asked, task)));

    // `task.ContinueWith(async ended => ended.Result)`
    private static bool IsGivenToContinuation(IOperation task)
    {
        if (task is not IParameterReferenceOperation { Parameter: var parameter })
            return false;
        IOperation? around = task.Parent;
        while (around is not (null or IAnonymousFunctionOperation) || around is IAnonymousFunctionOperation lambda && !lambda.Symbol.Parameters.Contains(parameter, SymbolEqualityComparer.Default))
            around = around.Parent;
        return around?.Parent is IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "ContinueWith" } } };
    }

    private static bool Calls(IOperation operation, string method) => operation.Descendants().Any(inner => inner is IInvocationOperation call && call.TargetMethod.Name == method);

    private static bool Mentions(IOperation operation, IOperation task) => operation.Descendants().Any(inner => IsSame(inner, task));

    private static bool IsSame(IOperation x, IOperation y) => x.Syntax.ToString() == y.Syntax.ToString();

    // Nobody waits for the thread that a program begins with.
    private static bool IsEntryPoint(IMethodSymbol function, Compilation compilation) =>
        SymbolEqualityComparer.Default.Equals(function, compilation.GetEntryPoint(default)) || function.Name is "Main" or "<Main>$";
}
