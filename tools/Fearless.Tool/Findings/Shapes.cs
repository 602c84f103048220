using Fearless.Tool.Findings.Facts;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings;

/// <summary>Shapes of code that several rules look for.</summary>
internal static class Shapes
{
    /// <summary>The loop around some code, within the same function.</summary>
    public static ILoopOperation? LoopAround(IOperation operation)
    {
        IOperation? around = operation.Parent;
        while (around is not (null or ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation))
            around = around.Parent;
        return around as ILoopOperation;
    }

    public static bool IsThread(IOperation operation) =>
        operation is IObjectCreationOperation creation && Types.IsExactly(creation.Type, "System.Threading.Thread");

    /// <summary>Whether code is given to the thread pool as a task, and is no asynchronous code itself.</summary>
    public static bool IsComputationAsTask(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: var method } call
        && (method.Name == "Run" && Types.IsTask(method.ContainingType) || method.Name == "StartNew" && method.ContainingType.Name == "TaskFactory")
        && call.Arguments is [{ Value: var work }, ..] && IsSynchronous(work);

    private static bool IsSynchronous(IOperation work) => work is IDelegateCreationOperation made && made.Target switch
    {
        IAnonymousFunctionOperation lambda => !lambda.Symbol.IsAsync && !Types.IsTask(lambda.Symbol.ReturnType),
        IMethodReferenceOperation reference => !reference.Method.IsAsync && !Types.IsTask(reference.Method.ReturnType),
        _ => false,
    };

    /// <summary>Whether it is a loop of the framework that runs its body on several threads.</summary>
    public static bool IsParallelLoop(IMethodSymbol method) => Types.IsMethod(method, "System.Threading.Tasks.Parallel", "For", "ForEach")
        || method.Name == "ForAll" && Types.IsExactly(method.ContainingType, "System.Linq.ParallelEnumerable");

    /// <summary>The lambda that is given as a parameter of that name.</summary>
    public static IAnonymousFunctionOperation? Lambda(IInvocationOperation call, params ReadOnlySpan<string> parameters)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && parameters.Contains(parameter.Name) && Lambda(argument.Value) is { } lambda)
                return lambda;
        }
        return null;
    }

    public static IAnonymousFunctionOperation? Lambda(IOperation value) => value switch
    {
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => lambda,
        IConversionOperation conversion => Lambda(conversion.Operand),
        IAnonymousFunctionOperation lambda => lambda,
        _ => null,
    };

    /// <summary>The task whose end some code blocks a thread for; null if it does not block.</summary>
    public static IOperation? BlockedOn(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property.Name: "Result", Instance: { } task } when Types.IsTask(task.Type) => task,
        IInvocationOperation { TargetMethod.Name: "Wait", Instance: { } task, Arguments: var arguments } when Types.IsTask(task.Type) && !arguments.Any(IsTimeout) => task,
        IInvocationOperation { TargetMethod.Name: "GetResult", Instance: IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } task } } => Unconfigured(task),
        _ => null,
    };

    // Whoever waits for a while only knows that it may be in vain.
    private static bool IsTimeout(IArgumentOperation argument) => argument.Value.Type is { Name: "TimeSpan" or "Int32" };

    private static IOperation Unconfigured(IOperation task) =>
        task is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } configured } ? configured : task;

    public static bool IsNamed(IOperation? operation, ISymbol symbol) => operation switch
    {
        ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, symbol),
        IParameterReferenceOperation parameter => SymbolEqualityComparer.Default.Equals(parameter.Parameter, symbol),
        IFieldReferenceOperation field => SymbolEqualityComparer.Default.Equals(field.Field, symbol),
        _ => false,
    };

    public static bool Mentions(IOperation operation, ISymbol symbol) => operation.DescendantsAndSelf().Any(inner => IsNamed(inner, symbol));

    /// <summary>The variable of a loop that counts or takes items.</summary>
    public static ILocalSymbol? VariableOf(ILoopOperation loop) => loop switch
    {
        IForLoopOperation { Before: [IVariableDeclarationGroupOperation { Declarations: [{ Declarators: [{ Symbol: var variable }] }] }, ..] } => variable,
        IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: var variable } } => variable,
        _ => null,
    };

    public static Location At(IOperation operation) => operation.Syntax.GetLocation();

    /// <summary>What a symbol's variable or field is made of, where it is declared.</summary>
    public static IOperation? InitializerOf(MemberCode member, ILocalSymbol local) => member.All<IVariableDeclaratorOperation>()
        .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))?.Initializer?.Value;
}
