using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Rules;
using Fearless.Analyzers.Strands;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Interpretation;

/// <summary>
/// What nothing is known of, and is therefore taken to do nothing: libraries that the knowledge base does not name, delegates that come from
/// out of sight, methods that code out of sight may override, and what goes around the type system. It matters only in strands, and there
/// only where others may meet it.
/// </summary>
internal sealed class Doubts(Interpreter interpreter)
{
    /// <summary>A library does something to objects.</summary>
    public void OfLibrary(Call call)
    {
        IMethodSymbol method = call.Method;
        if (interpreter.Knowledge.IsBeyond(method))
        {
            Add(Rule.BeyondTypes, call.At, $"'{NameOf(method)}' is called here: it reaches memory by ways that no type tells, so that nothing is known of what it accesses. Do it outside of the strand, or check it by hand and suppress this here.", []);
            return;
        }
        if (interpreter.Knowledge.Describes(method) || interpreter.Knowledge.FactOf(method.ContainingType) is not null || method.ContainingAssembly?.Name == "Fearless")
            return;
        IEnumerable<Place> changed = call.Arguments.Where(static argument => argument.Operation is { } given && MayBeChanged(given is IConversionOperation conversion ? conversion.Operand.Type : given.Type))
            .SelectMany(static argument => argument.Value.Places);
        if (!method.IsStatic && call.Receiver is { } receiver && MayBeChanged(method.ContainingType))
            changed = changed.Concat(receiver.Places);
        ImmutableArray<Place> on = [.. changed];
        if (!on.IsEmpty)
            Add(Rule.OpaqueCallee, call.At, $"'{NameOf(method)}' is called here on what others may use at the same time, and nothing is known of what it does to that. Give the strand an object of its own, or hold a lock and suppress this here.", on);
    }

    /// <summary>A delegate is called, or given to what starts it, and its code is not known.</summary>
    public void OfDelegate(IOperation? code, SyntaxNode? at)
    {
        if (Unknown(code, at) is { } doubt && interpreter.State is not null)
            interpreter.Recorder.Add(doubt);
    }

    /// <summary>A strand is started, and its code is not known.</summary>
    public void OfStart(Argument body)
    {
        if (Unknown(body.Operation, body.Operation?.Syntax) is { } doubt)
            interpreter.InDoubt.Add(doubt);
    }

    private static Doubt? Unknown(IOperation? code, SyntaxNode? at)
    {
        while (code is IConversionOperation conversion)
            code = conversion.Operand;
        // Whoever calls what cannot be called from elsewhere is looked at together with it.
        if (code is IParameterReferenceOperation { Parameter.ContainingSymbol: var owner } && !IsVisible(owner))
            return null;
        return at is null ? null : new Doubt(Rule.UnknownDelegate, at, "A delegate is called here whose code is not known, so that it may access anything. Pass a lambda or a method by its name, or make the method that takes it internal: then its callers are checked.", []);
    }

    /// <summary>A method is called that may be another one in objects from out of sight.</summary>
    public void OfOverrides(Call call)
    {
        IMethodSymbol method = call.Method;
        if (call.Receiver is { Places.IsEmpty: false } receiver && !method.IsSealed && method.ContainingType is { IsSealed: false } type && IsVisible(type) && IsVisible(method))
            Add(Rule.OpenDispatch, call.At, $"'{NameOf(method)}' is called here on what others may use at the same time, and code that is not seen may implement it in another way. Make the type internal or sealed, or call a method that is neither virtual nor of an interface.", receiver.Places);
    }

    /// <summary>What goes around the type system.</summary>
    public void OfCode(IOperation operation)
    {
        if (operation is IAddressOfOperation or IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation or IFunctionPointerInvocationOperation
            || operation.Syntax.RawKind is (int)SyntaxKind.FixedStatement or (int)SyntaxKind.PointerIndirectionExpression or (int)SyntaxKind.PointerMemberAccessExpression)
            Add(Rule.BeyondTypes, operation.Syntax, "A pointer or a dynamic call is used here: it reaches memory by ways that no type tells, so that nothing is known of what it accesses. Use spans and typed calls, or check it by hand and suppress this here.", []);
    }

    private void Add(DiagnosticDescriptor rule, SyntaxNode? at, string message, ImmutableArray<Place> on)
    {
        if (at is not null && interpreter.State is not null)
            interpreter.Recorder.Add(new Doubt(rule, at, message, on));
    }

    private static string NameOf(IMethodSymbol method) => $"{method.ContainingType?.Name}.{method.Name}";

    private static bool MayBeChanged(ITypeSymbol? type) => type is
        { IsReferenceType: true, SpecialType: not SpecialType.System_String, TypeKind: not TypeKind.Delegate } and not { Name: "Type", ContainingNamespace.Name: "System" };

    private static bool IsVisible(ISymbol? symbol)
    {
        for (; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
                return false;
        }
        return true;
    }
}
