using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Generators;

/// <summary>Writes expressions with everything said that the compiler has found out: whole names, each conversion, each operator's context.</summary>
/// <remarks>
/// INVARIANT: what it writes for an operation has exactly the operation's type, is a variable if that is one, and stands in brackets where it could
/// be taken apart. So the compiler finds for each operator and member the same one again: the operands have the types of its parameters.
/// </remarks>
internal sealed class ExpressionWriter(Names names, IMethodSymbol lambda)
{
    private readonly HashSet<ISymbol> _locals = new(SymbolEqualityComparer.Default);

    /// <summary>Whether anything was not known to be the same.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>The name of a local that is declared now.</summary>
    public string Declare(ILocalSymbol local)
    {
        _locals.Add(local);
        return local.Name == "_" ? Refuse() : "@" + local.Name;
    }

    /// <summary>As a statement, whatever comes of it.</summary>
    public string Effect(IOperation operation) =>
        operation is IInvocationOperation { Type.SpecialType: SpecialType.System_Void } call ? Invocation(call) : "_ = " + Value(operation);

    /// <summary>As a value of its type.</summary>
    public string Value(IOperation operation)
    {
        if (IsRefused || operation.Type is null or { TypeKind: TypeKind.Error or TypeKind.Dynamic or TypeKind.Pointer or TypeKind.FunctionPointer })
            return Refuse();
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
            return Constants.Write(Type(operation.Type), constant) ?? Refuse();
        return operation switch
        {
            IParameterReferenceOperation { Parameter: var parameter } => Parameter(parameter),
            ILocalReferenceOperation { Local: var local, IsDeclaration: false } => _locals.Contains(local) ? "@" + local.Name : Refuse(),
            IFieldReferenceOperation field => Field(field),
            IPropertyReferenceOperation property => Property(property, property.Property.GetMethod),
            IArrayElementReferenceOperation element => Element(element),
            IInvocationOperation call => Invocation(call),
            IObjectCreationOperation { Initializer: null, Constructor: { } constructor } creation when names.IsUsable(constructor) && !WhereItIsCalled.Matters(constructor) =>
                $"(new {Type(creation.Type)}({Arguments(creation.Arguments)}))",
            IDefaultValueOperation => $"default({Type(operation.Type)})",
            ITypeOfOperation { TypeOperand: var type } => $"typeof({Type(type)})",
            ITupleOperation tuple => Tuple(tuple),
            IConversionOperation conversion => Conversion(conversion),
            IBinaryOperation binary => Operators.Binary(binary) is { } form ? string.Format(form, Value(binary.LeftOperand), Value(binary.RightOperand)) : Refuse(),
            IUnaryOperation unary => Operators.Unary(unary) is { } form ? string.Format(form, Value(unary.Operand)) : Refuse(),
            IConditionalOperation { IsRef: false, WhenFalse: { } otherwise } choice when IsOf(choice.Type, choice.WhenTrue) && IsOf(choice.Type, otherwise) =>
                $"({Value(choice.Condition)} ? {Value(choice.WhenTrue)} : {Value(otherwise)})",
            ICoalesceOperation coalesce when IsOf(coalesce.Type, coalesce.WhenNull) && IsSameOrUnwrapped(coalesce) =>
                $"({Value(coalesce.Value)} ?? {Value(coalesce.WhenNull)})",
            IIsTypeOperation { IsNegated: false } test => $"({Value(test.ValueOperand)} is {Type(test.TypeOperand)})",
            IIsPatternOperation test => $"({Value(test.Value)} is {Pattern(test.Pattern)})",
            ISwitchExpressionOperation choice => Switch(choice),
            IInterpolatedStringOperation { Type.SpecialType: SpecialType.System_String } interpolated => Interpolated(interpolated),
            ISimpleAssignmentOperation { IsRef: false } assignment when IsOf(assignment.Target.Type, assignment.Value) || assignment.Target is IDiscardOperation =>
                $"({Target(assignment.Target)} = {Value(assignment.Value)})",
            ICompoundAssignmentOperation assignment => Operators.Compound(assignment) is { } form
                ? string.Format(form, Target(assignment.Target), Value(assignment.Value))
                : Refuse(),
            IIncrementOrDecrementOperation step => Operators.Step(step) is { } form ? string.Format(form, Target(step.Target)) : Refuse(),
            _ => Refuse(),
        };
    }

    private static bool IsOf(ITypeSymbol? type, IOperation operation) => SymbolEqualityComparer.Default.Equals(type, operation.Type);

    private string Refuse()
    {
        IsRefused = true;
        return "";
    }

    private string Type(ITypeSymbol? type) => names.Of(type) ?? Refuse();

    private string Parameter(IParameterSymbol parameter) =>
        SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, lambda) && parameter.Name != "_" ? "@" + parameter.Name : Refuse();

    private string Target(IOperation target) => target switch
    {
        IDiscardOperation => "_",
        IParameterReferenceOperation or ILocalReferenceOperation or IFieldReferenceOperation or IArrayElementReferenceOperation => Value(target),
        IPropertyReferenceOperation { Property.ReturnsByRef: true } => Value(target),
        // Of an ordinary property the value is read and the result is written.
        IPropertyReferenceOperation { Property.SetMethod: { IsInitOnly: false } setter } property when names.IsUsable(setter) =>
            property.Property.GetMethod is { } getter ? Property(property, getter) : Refuse(),
        _ => Refuse(),
    };

    private string Field(IFieldReferenceOperation reference)
    {
        IFieldSymbol field = reference.Field.CorrespondingTupleField ?? reference.Field;
        return field is { RefKind: RefKind.None, IsFixedSizeBuffer: false } && names.IsUsable(field) ? $"{Owner(field, reference.Instance)}.@{field.Name}" : Refuse();
    }

    private string Property(IPropertyReferenceOperation reference, IMethodSymbol? accessor)
    {
        IPropertySymbol property = reference.Property;
        if (accessor is null || !names.IsUsable(property) || !names.IsUsable(accessor))
            return Refuse();
        if (!property.IsIndexer)
            return reference.Arguments.IsEmpty ? $"{Owner(property, reference.Instance)}.@{property.Name}" : Refuse();
        return $"{Owner(property, reference.Instance)}[{Arguments(reference.Arguments)}]";
    }

    private string Element(IArrayElementReferenceOperation element)
    {
        bool areNumbers = element.Indices.All(static index =>
            index.Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64);
        return areNumbers ? $"{Value(element.ArrayReference)}[{string.Join(", ", element.Indices.Select(Value))}]" : Refuse();
    }

    private string Invocation(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.DelegateInvoke)
            || method is { IsVararg: true } or { ReturnsByRef: true } or { ReturnsByRefReadonly: true }
            || !names.IsUsable(method)
            || WhereItIsCalled.Matters(method))
            return Refuse();
        string arguments = method.TypeArguments.IsEmpty ? "" : $"<{string.Join(", ", method.TypeArguments.Select(Type))}>";
        return $"{Owner(method, call.Instance)}.@{method.Name}{arguments}({Arguments(call.Arguments)})";
    }

    // What stands before the dot. A member that a derived type could hide is asked of the type that has it.
    private string Owner(ISymbol member, IOperation? instance)
    {
        INamedTypeSymbol owner = member.ContainingType;
        // The others are called by name on type parameters only, or stand in a block of extensions, which has no name.
        if (owner.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Enum or TypeKind.Delegate or TypeKind.Interface))
            return Refuse();
        if (instance is null)
            return member.IsStatic && (owner.TypeKind != TypeKind.Interface || !(member.IsAbstract || member.IsVirtual)) ? Type(owner) : Refuse();
        bool isOwners = instance.Type is { IsValueType: true } or IArrayTypeSymbol || IsOf(owner, instance);
        return isOwners ? Value(instance) : $"(({Type(owner)}){Value(instance)})";
    }

    private string Arguments(ImmutableArray<IArgumentOperation> arguments)
    {
        var texts = new List<string>();
        foreach (IArgumentOperation argument in arguments)
        {
            // In the order of the parameters, which is that in which they are computed then.
            if (argument is not { ArgumentKind: ArgumentKind.Explicit or ArgumentKind.DefaultValue, Parameter: { RefKind: RefKind.None } parameter }
                || parameter.Ordinal != texts.Count
                || !IsOf(parameter.Type, argument.Value))
                return Refuse();
            texts.Add(Value(argument.Value));
        }
        return string.Join(", ", texts);
    }

    private string Tuple(ITupleOperation tuple)
    {
        if (tuple.Type is not INamedTypeSymbol { TupleElements: { Length: >= 2 } elements } || elements.Length != tuple.Elements.Length)
            return Refuse();
        return elements.Zip(tuple.Elements, static (element, value) => IsOf(element.Type, value)).All(static fits => fits)
            ? $"({string.Join(", ", tuple.Elements.Select(Value))})"
            : Refuse();
    }

    private string Conversion(IConversionOperation conversion)
    {
        Conversion kind = conversion.GetConversion();
        // One that is written makes a value of a variable: a method that changes it changes a copy.
        if (kind.IsIdentity)
            return conversion.IsImplicit ? Value(conversion.Operand) : $"(({Type(conversion.Type)}){Value(conversion.Operand)})";
        if (kind.IsNullLiteral)
            return $"default({Type(conversion.Type)})";
        if (kind.IsUserDefined || !(kind.IsNumeric || kind.IsEnumeration || kind.IsBoxing || kind.IsUnboxing || kind.IsReference || kind.IsNullable))
            return Refuse();
        if (conversion.IsTryCast)
            return $"({Value(conversion.Operand)} as {Type(conversion.Type)})";
        string context = conversion.IsChecked ? "checked" : "unchecked";
        return $"{context}(({Type(conversion.Type)}){Value(conversion.Operand)})";
    }

    private static bool IsSameOrUnwrapped(ICoalesceOperation coalesce) =>
        IsOf(coalesce.Type, coalesce.Value)
        || (coalesce.Value.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] }
            && SymbolEqualityComparer.Default.Equals(inner, coalesce.Type));

    private string Pattern(IPatternOperation pattern) => pattern switch
    {
        IDiscardPatternOperation => "_",
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } => "null",
        IConstantPatternOperation { Value: { ConstantValue.HasValue: true } value } when IsOf(pattern.InputType, value) => Value(value),
        IRelationalPatternOperation { Value: { ConstantValue.HasValue: true } value } relational when IsOf(pattern.InputType, value) =>
            Operators.Token(relational.OperatorKind) + " " + Value(value),
        INegatedPatternOperation negated => $"not ({Pattern(negated.Pattern)})",
        IBinaryPatternOperation binary =>
            $"(({Pattern(binary.LeftPattern)}) {(binary.OperatorKind == BinaryOperatorKind.And ? "and" : "or")} ({Pattern(binary.RightPattern)}))",
        ITypePatternOperation { MatchedType: var type } => Type(type),
        _ => Refuse(),
    };

    private string Switch(ISwitchExpressionOperation choice)
    {
        var arms = new List<string>();
        foreach (ISwitchExpressionArmOperation arm in choice.Arms)
        {
            if (!arm.Locals.IsEmpty || !IsOf(choice.Type, arm.Value))
                return Refuse();
            string guard = arm.Guard is null ? "" : " when " + Value(arm.Guard);
            arms.Add($"{Pattern(arm.Pattern)}{guard} => {Value(arm.Value)}");
        }
        return $"({Value(choice.Value)} switch {{ {string.Join(", ", arms)} }})";
    }

    private string Interpolated(IInterpolatedStringOperation interpolated)
    {
        string text = "$\"";
        foreach (IInterpolatedStringContentOperation part in interpolated.Parts)
        {
            text += part switch
            {
                IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string piece } } => Escaped(piece),
                IInterpolationOperation hole => "{" + Value(hole.Expression) + Alignment(hole) + Format(hole) + "}",
                _ => Refuse(),
            };
        }
        return text + "\"";

        string Alignment(IInterpolationOperation hole) => hole.Alignment is { } alignment
            ? alignment.ConstantValue is { HasValue: true, Value: int width } ? "," + width : Refuse()
            : "";

        string Format(IInterpolationOperation hole) => hole.FormatString is { } format
            ? format.ConstantValue is { HasValue: true, Value: string piece } && piece.IndexOfAny(['{', '}']) < 0 ? ":" + Escaped(piece) : Refuse()
            : "";

        static string Escaped(string piece)
        {
            string quoted = SymbolDisplay.FormatLiteral(piece, quote: true);
            return quoted.Substring(1, quoted.Length - 2).Replace("{", "{{").Replace("}", "}}");
        }
    }
}
