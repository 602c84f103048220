using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Interpretation;

/// <summary>Calls that are not written as such: of operators, of what prints an object, of what enumerates it.</summary>
internal sealed class ImplicitCalls(Interpreter interpreter)
{
    /// <summary>Calls the operator that an expression is, if it is one of the compilation.</summary>
    /// <returns>Its result; <see langword="null"/> where there is none.</returns>
    public Value? Operator(IMethodSymbol? method, SyntaxNode at, params Value[] operands) =>
        method is { DeclaringSyntaxReferences.IsEmpty: false } ? Call(method, null, [.. operands], at) : null;

    /// <summary>Makes a string of an expression that was evaluated.</summary>
    public void Print(IOperation expression, Value value)
    {
        while (expression is IConversionOperation { OperatorMethod: null } conversion)
            expression = conversion.Operand;
        if (MethodOf(expression.Type, nameof(ToString)) is { } print)
            Call(print, value, [], expression.Syntax);
    }

    /// <summary>A library that is given objects as such may make strings of them.</summary>
    public void Print(Call call)
    {
        IEnumerable<IOperation> given = call.Arguments.Select(static argument => (IOperation?)argument.Operation).OfType<IOperation>();
        foreach (IConversionOperation conversion in given.SelectMany(static operation => operation.DescendantsAndSelf()).OfType<IConversionOperation>())
        {
            if (conversion.Type?.SpecialType == SpecialType.System_Object && IsOnlyRead(conversion.Operand) && MethodOf(conversion.Operand.Type, nameof(ToString)) is not null)
                Print(conversion.Operand, interpreter.Evaluate(conversion.Operand));
        }
    }

    // It has been evaluated already: to do so again does nothing more.
    private static bool IsOnlyRead(IOperation operation) => operation is
        ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IInstanceReferenceOperation;

    /// <summary>Begins to enumerate a collection that was evaluated.</summary>
    public void Enumerate(IOperation collection, Value value)
    {
        while (collection is IConversionOperation conversion)
            collection = conversion.Operand;
        if (MethodOf(collection.Type, "GetEnumerator") is { } enumerate)
            Call(enumerate, value, [], collection.Syntax);
    }

    private Value Call(IMethodSymbol method, Value? receiver, ImmutableArray<Value> arguments, SyntaxNode at) =>
        interpreter.Calls.InvokeKnown(method, receiver, arguments, at);

    // The method of the type, or of the nearest base class whose code is there.
    private static IMethodSymbol? MethodOf(ITypeSymbol? type, string name)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(static method => method.Parameters.IsEmpty && !method.IsStatic) is { } found)
                return found.DeclaringSyntaxReferences.IsEmpty ? null : found;
        }
        return null;
    }
}
