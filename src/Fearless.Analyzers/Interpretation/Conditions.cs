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
            case IBinaryOperation comparison when Arithmetic.IsNumber(comparison.LeftOperand.Type):
                return numberOf(comparison.LeftOperand) is { } left && numberOf(comparison.RightOperand) is { } right
                    ? Of(comparison.OperatorKind, left, right, isTrue)
                    : Facts.None;
            case IIsPatternOperation { Pattern: IConstantPatternOperation pattern } test when Arithmetic.IsNumber(test.Value.Type):
                return numberOf(test.Value) is { } value && numberOf(pattern.Value) is { } constant
                    ? Of(BinaryOperatorKind.Equals, value, constant, isTrue)
                    : Facts.None;
            default:
                return Facts.None;
        }
    }

    private static Facts Of(BinaryOperatorKind kind, Polynomial left, Polynomial right, bool isTrue) => (kind, isTrue) switch
    {
        (BinaryOperatorKind.LessThan, true) or (BinaryOperatorKind.GreaterThanOrEqual, false) => Facts.None.WithNotNegative(right - left - Polynomial.One),
        (BinaryOperatorKind.LessThanOrEqual, true) or (BinaryOperatorKind.GreaterThan, false) => Facts.None.WithNotNegative(right - left),
        (BinaryOperatorKind.GreaterThan, true) or (BinaryOperatorKind.LessThanOrEqual, false) => Facts.None.WithNotNegative(left - right - Polynomial.One),
        (BinaryOperatorKind.GreaterThanOrEqual, true) or (BinaryOperatorKind.LessThan, false) => Facts.None.WithNotNegative(left - right),
        (BinaryOperatorKind.Equals, true) or (BinaryOperatorKind.NotEquals, false) => Facts.None.WithZero(left - right),
        _ => Facts.None,
    };
}
