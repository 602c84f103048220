using Fearless.Analyzers.Memory;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Interpretation;

/// <summary>A lock, and how it would be held.</summary>
internal sealed record TriedLock(Place Place, LockMode Mode);

/// <summary>Locks that a call only tries to take: they are held where its result is known to be true.</summary>
internal sealed class TriedLocks(Interpreter interpreter)
{
    private readonly Dictionary<IOperation, TriedLock> _tried = [];

    /// <summary>Whether a method that takes a lock may come back without it, and says so by its result.</summary>
    public static bool Is(IMethodSymbol method) =>
        method.ReturnType is { SpecialType: SpecialType.System_Boolean } or INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Boolean }] }
        && (method.Name.StartsWith("Try", StringComparison.Ordinal)
            || method.Parameters.Any(static parameter => parameter.Name is "timeout" or "millisecondsTimeout"));

    /// <summary>Keeps what a call has tried to take.</summary>
    public Value Keep(Call call, TriedLock tried)
    {
        if (call.Operation is { } operation)
            _tried[operation] = tried;
        return new Value { Tried = tried };
    }

    /// <summary>Holds the locks that are taken where a condition, evaluated already, is true or false.</summary>
    public void Assume(IOperation? condition, bool isTrue)
    {
        foreach (TriedLock taken in TakenWhere(condition, isTrue))
        {
            if (interpreter.State is { } state)
                interpreter.State = state with { Locks = state.Locks.With(taken.Place, taken.Mode) };
        }
    }

    private IEnumerable<TriedLock> TakenWhere(IOperation? condition, bool isTrue)
    {
        switch (condition)
        {
            case IParenthesizedOperation parenthesized:
                return TakenWhere(parenthesized.Operand, isTrue);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return TakenWhere(not.Operand, !isTrue);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both:
                return (both.OperatorKind == BinaryOperatorKind.ConditionalAnd) == isTrue
                    ? TakenWhere(both.LeftOperand, isTrue).Concat(TakenWhere(both.RightOperand, isTrue))
                    : [];
            case IAwaitOperation await:
                return TakenWhere(await.Operation, isTrue);
            case IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } awaited }:
                return TakenWhere(awaited, isTrue);
            case ILocalReferenceOperation local when isTrue && interpreter.State is { } state && state.Variables.TryGetValue(local.Local, out Slot? slot):
                return slot.Value.Tried is { } kept ? [kept] : [];
            default:
                return isTrue && condition is not null && _tried.TryGetValue(condition, out TriedLock? tried) ? [tried] : [];
        }
    }
}
