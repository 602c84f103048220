using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Interpretation;

/// <summary>Whether somebody who calls an asynchronous method waits for its end before he goes on.</summary>
internal enum Awaiting
{
    NotAtOnce,
    AtOnce,
}

/// <summary>A call whose receiver and arguments have been executed.</summary>
internal sealed record Call(IMethodSymbol Method, IOperation? Operation, Value? Receiver, IReadOnlyList<Argument> Arguments)
{
    private readonly SyntaxNode? _at;

    /// <summary>The code of the call.</summary>
    public SyntaxNode? At
    {
        get => _at ?? Operation?.Syntax;
        init => _at = value;
    }

    /// <summary>Whether the caller waits for an asynchronous method at once.</summary>
    public Awaiting Awaiting { get; init; } = IsAwaited(Operation) ? Awaiting.AtOnce : Awaiting.NotAtOnce;

    /// <summary>Whether a call is awaited at once: as it is, or by way of <c>ConfigureAwait</c>.</summary>
    public static bool IsAwaited(IOperation? operation) =>
        operation?.Parent is IAwaitOperation
        || operation?.Parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Parent: IAwaitOperation };

    public Argument? Find(string parameter)
    {
        foreach (Argument argument in Arguments)
        {
            if (argument.Name == parameter)
                return argument;
        }
        return null;
    }

    /// <summary>The value of a parameter, or of the receiver, which is called <c>receiver</c>.</summary>
    public Value? ValueOf(string parameter) => parameter == "receiver" ? Receiver : Find(parameter)?.Value;
}
