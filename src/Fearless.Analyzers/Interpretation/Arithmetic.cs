using Fearless.Analyzers.Numbers;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Interpretation;

/// <summary>What is computed with whole numbers. Overflow is taken not to happen; see the list of holes in the README.</summary>
internal static class Arithmetic
{
    public static bool IsNumber(ITypeSymbol? type) => type?.SpecialType is
        SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_Int16
        or SpecialType.System_UInt16 or SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;

    /// <summary>Whether its values are numbers in the engine's eyes: also what is true, one, or false, zero.</summary>
    public static bool HasNumber(ITypeSymbol? type) => IsNumber(type) || type is { SpecialType: SpecialType.System_Boolean } or { TypeKind: TypeKind.Enum };

    public static bool IsUnsigned(ITypeSymbol? type) => type?.SpecialType is
        SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_UInt16 or SpecialType.System_Byte or SpecialType.System_UIntPtr;

    public static Polynomial? Constant(IOperation operation) =>
        operation.ConstantValue is { HasValue: true, Value: int or long or uint or short or ushort or byte or sbyte or char or bool } constant
            ? Polynomial.Of(System.Convert.ToInt64(constant.Value))
            : null;

    public static Value Convert(IConversionOperation conversion, Value operand)
    {
        if (operand.Number is not null && !HasNumber(conversion.Type) && conversion.Type is { IsValueType: true, Name: not "Index" })
            return operand with { Number = null };
        return operand;
    }

    public static Polynomial? Compute(BinaryOperatorKind operation, Polynomial? left, Polynomial? right)
    {
        if (left is null || right is null)
            return null;
        return operation switch
        {
            BinaryOperatorKind.Add => left + right,
            BinaryOperatorKind.Subtract => left - right,
            BinaryOperatorKind.Multiply => left * right,
            BinaryOperatorKind.LeftShift when right.Value is >= 0 and < 62 => left * Polynomial.Of(1L << (int)right.Value),
            BinaryOperatorKind.Divide => Divide(left, right),
            BinaryOperatorKind.RightShift when right.Value is >= 0 and < 62 => Divide(left, Polynomial.Of(1L << (int)right.Value)),
            BinaryOperatorKind.Remainder => right.Value is not 0 and { } divisor && left.Value is { } value
                ? Polynomial.Of(value % divisor)
                : Polynomial.Of(new Derived("%", left, right)),
            BinaryOperatorKind.And when right.Value is { } mask && mask > 0 && (mask & (mask + 1)) == 0 =>
                Polynomial.Of(new Derived("%", left, Polynomial.Of(mask + 1))),
            _ => null,
        };
    }

    private static Polynomial Divide(Polynomial left, Polynomial right) =>
        right.Value is not 0 and { } divisor && left.Value is { } value
            ? Polynomial.Of(value / divisor)
            : right.Value == 1 ? left : Polynomial.Of(new Derived("/", left, right));
}
