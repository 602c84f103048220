using Fearless.Analyzers.Numbers;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Interpretation;

/// <summary>What a condition says of numbers, when it is true and when it is false.</summary>
internal static class Conditions
{
    public static Facts Of(IOperation? condition, bool isTrue, Func<IOperation, Polynomial?> numberOf)
    {
        switch (condition)
        {
            case IParenthesizedOperation parenthesized:
                return Of(parenthesized.Operand, isTrue, numberOf);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Of(not.Operand, !isTrue, numberOf);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both:
                // `a && b` says both when it is true, and `a || b` when it is false.
                return (both.OperatorKind == BinaryOperatorKind.ConditionalAnd) == isTrue
                    ? Of(both.LeftOperand, isTrue, numberOf).And(Of(both.RightOperand, isTrue, numberOf))
                    : Facts.None;
            case IBinaryOperation comparison when Arithmetic.HasNumber(comparison.LeftOperand.Type):
                return numberOf(comparison.LeftOperand) is { } left && numberOf(comparison.RightOperand) is { } right
                    ? Of(comparison.OperatorKind, left, right, isTrue)
                    : Facts.None;
            case IIsPatternOperation { Pattern: IConstantPatternOperation pattern } test when Arithmetic.HasNumber(test.Value.Type):
                return numberOf(test.Value) is { } value && numberOf(pattern.Value) is { } constant
                    ? Of(BinaryOperatorKind.Equals, value, constant, isTrue)
                    : Facts.None;
            case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IInvocationOperation
                when condition.Type?.SpecialType == SpecialType.System_Boolean:
                return numberOf(condition) is { } truth ? OfTruth(truth, isTrue) : Facts.None;
            default:
                return Facts.None;
        }
    }

    /// <summary>What follows from what is known to be true, or false: a flag that was read, or a comparison that was kept.</summary>
    public static Facts OfTruth(Polynomial truth, bool isTrue)
    {
        if (truth.Terms.ToArray() is not [Symbol symbol] || truth.Coefficient(Monomial.Of(symbol)) is var sign && sign is not (1 or -1))
            return Facts.None;
        Polynomial value = sign == 1 ? Polynomial.Of((isTrue ? 1 : 0) - truth.Constant) : Polynomial.Of(truth.Constant - (isTrue ? 1 : 0));
        if (symbol.Reading is not null)
            return Facts.None.WithZero(Polynomial.Of(symbol) - value);
        return symbol.Branches.Where(branch => branch.Value.Value is null || branch.Value.Equals(value)).ToArray() is [{ Value.Value: not null } only] ? only.Facts : Facts.None;
    }

    /// <summary>Whether a comparison is true, as a number: where it is of what was read, so that something follows from it.</summary>
    public static Polynomial? TruthOf(BinaryOperatorKind kind, Polynomial? left, Polynomial? right, Scope scope)
    {
        if (left is null || right is null || !left.Terms.Concat(right.Terms).Any(static term => term is Symbol { Reading: not null }))
            return null;
        (Facts whenTrue, Facts whenFalse) = (Of(kind, left, right, true), Of(kind, left, right, false));
        return whenTrue == Facts.None && whenFalse == Facts.None
            ? null
            : Polynomial.Of(new Symbol("truth", scope) { Branches = [new Branch(whenTrue, Polynomial.One), new Branch(whenFalse, Polynomial.Zero)] });
    }

    private static Facts Of(BinaryOperatorKind kind, Polynomial left, Polynomial right, bool isTrue) => (kind, isTrue) switch
    {
        (BinaryOperatorKind.LessThan, true) or (BinaryOperatorKind.GreaterThanOrEqual, false) => Facts.None.WithNotNegative(right - left - Polynomial.One),
        (BinaryOperatorKind.LessThanOrEqual, true) or (BinaryOperatorKind.GreaterThan, false) => Facts.None.WithNotNegative(right - left),
        (BinaryOperatorKind.GreaterThan, true) or (BinaryOperatorKind.LessThanOrEqual, false) => Facts.None.WithNotNegative(left - right - Polynomial.One),
        (BinaryOperatorKind.GreaterThanOrEqual, true) or (BinaryOperatorKind.LessThan, false) => Facts.None.WithNotNegative(left - right),
        (BinaryOperatorKind.Equals, true) or (BinaryOperatorKind.NotEquals, false) => Facts.None.WithZero(left - right),
        (BinaryOperatorKind.Equals, false) or (BinaryOperatorKind.NotEquals, true) => Facts.None.WithNotZero(left - right),
        _ => Facts.None,
    };
}
