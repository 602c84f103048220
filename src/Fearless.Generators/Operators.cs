using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Generators;

/// <summary>The forms of operators: a pattern with a hole for each operand, or null for what is not known to be the same.</summary>
internal static class Operators
{
    public static string? Binary(IBinaryOperation binary)
    {
        if (Token(binary.OperatorKind) is not { } token || binary.IsCompareText || IsDelegate(binary.Type))
            return null;
        if (binary.OperatorMethod is { } method)
            return IsFoundAgain(method, binary.LeftOperand, binary.RightOperand) ? InContext(IsChecked(method), $"{{0}} {token} {{1}}") : null;
        return InContext(binary.IsChecked, $"{{0}} {token} {{1}}");
    }

    public static string? Unary(IUnaryOperation unary)
    {
        string? token = unary.OperatorKind switch
        {
            UnaryOperatorKind.Plus => "+",
            UnaryOperatorKind.Minus => "-",
            UnaryOperatorKind.BitwiseNegation => "~",
            UnaryOperatorKind.Not => "!",
            _ => null,
        };
        if (token is null)
            return null;
        if (unary.OperatorMethod is { } method)
            return IsFoundAgain(method, unary.Operand) ? InContext(IsChecked(method), token + "{0}") : null;
        return InContext(unary.IsChecked, token + "{0}");
    }

    /// <summary>Only of types that the operator gives back as they are, or else the value would have to be converted back.</summary>
    public static string? Compound(ICompoundAssignmentOperation assignment)
    {
        if (assignment is not { OperatorMethod: null, InConversion.IsIdentity: true, OutConversion.IsIdentity: true }
            || Token(assignment.OperatorKind) is not { } token
            || assignment.Target.Type?.SpecialType is not { } type
            || !IsClosedUnderOperators(type))
            return null;
        SpecialType? value = assignment.Value.Type?.SpecialType;
        bool isShift = assignment.OperatorKind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift;
        return value == (isShift ? SpecialType.System_Int32 : type) ? InContext(assignment.IsChecked, $"{{0}} {token}= {{1}}") : null;
    }

    public static string? Step(IIncrementOrDecrementOperation step)
    {
        string token = step.Kind == OperationKind.Increment ? "++" : "--";
        return step.OperatorMethod is null && !step.IsLifted ? InContext(step.IsChecked, step.IsPostfix ? "{0}" + token : token + "{0}") : null;
    }

    public static string? Token(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => "+",
        BinaryOperatorKind.Subtract => "-",
        BinaryOperatorKind.Multiply => "*",
        BinaryOperatorKind.Divide => "/",
        BinaryOperatorKind.Remainder => "%",
        BinaryOperatorKind.LeftShift => "<<",
        BinaryOperatorKind.RightShift => ">>",
        BinaryOperatorKind.UnsignedRightShift => ">>>",
        BinaryOperatorKind.And => "&",
        BinaryOperatorKind.Or => "|",
        BinaryOperatorKind.ExclusiveOr => "^",
        BinaryOperatorKind.ConditionalAnd => "&&",
        BinaryOperatorKind.ConditionalOr => "||",
        BinaryOperatorKind.Equals => "==",
        BinaryOperatorKind.NotEquals => "!=",
        BinaryOperatorKind.LessThan => "<",
        BinaryOperatorKind.LessThanOrEqual => "<=",
        BinaryOperatorKind.GreaterThan => ">",
        BinaryOperatorKind.GreaterThanOrEqual => ">=",
        _ => null,
    };

    private static string InContext(bool isChecked, string form) => (isChecked ? "checked(" : "unchecked(") + form + ")";

    private static bool IsChecked(IMethodSymbol method) => method.Name.StartsWith("op_Checked", StringComparison.Ordinal);

    private static bool IsDelegate(ITypeSymbol? type) => type?.TypeKind == TypeKind.Delegate;

    // Operators are looked for in the types of both operands. The operands have the types of the parameters: so this one fits best, if it is looked
    // at, and is the only one that fits so well, if the other type has none of the same parameters.
    private static bool IsFoundAgain(IMethodSymbol method, params IOperation[] operands)
    {
        if (method.ContainingType.TypeKind is not (TypeKind.Class or TypeKind.Struct)
            || method.Parameters.Length != operands.Length
            || method.Parameters.Any(static parameter => parameter.RefKind != RefKind.None))
            return false;
        ITypeSymbol[] types = [.. operands.Select(static operand => Plain(operand.Type))];
        for (int i = 0; i < types.Length; i++)
        {
            if (!Same(types[i], method.Parameters[i].Type))
                return false;
        }
        return types.Any(type => Same(type, method.ContainingType))
            && types.Where(type => !Same(type, method.ContainingType)).All(type => !HasOneLike(method, type));
    }

    private static bool HasOneLike(IMethodSymbol method, ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other =>
                other.Parameters.Length == method.Parameters.Length
                && other.Parameters.Zip(method.Parameters, static (one, two) => Same(one.Type, two.Type)).All(static same => same)))
                return true;
        }
        return false;
    }

    private static ITypeSymbol Plain(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] } ? inner : type!;

    private static bool Same(ITypeSymbol one, ITypeSymbol other) => SymbolEqualityComparer.Default.Equals(one, other);

    private static bool IsClosedUnderOperators(SpecialType type) => type is SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64
        or SpecialType.System_UInt64 or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Boolean or SpecialType.System_String;
}
