using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Facts;

/// <summary>Reads the facts of a member from its code, and of the local functions in it.</summary>
internal sealed class FactCollector
{
    /// <summary>A loop that goes on for so long, by a constant, counts for two.</summary>
    public const int LargeNumber = 1000;

    private const int Heavy = 3;

    private readonly Owners _owners;
    private readonly List<MethodFacts> _facts = [];

    private readonly IReadOnlySet<IOperation> _left;
    private bool _hasUserInterface;

    private FactCollector(Owners owners, IReadOnlySet<IOperation> left) => (_owners, _left) = (owners, left);

    public static IReadOnlyList<MethodFacts> Collect(MemberCode member)
    {
        if (MethodKey.Of(member.Method) is not { } key)
            return [];
        var collector = new FactCollector(new Owners(member), new HashSet<IOperation>()) { _hasUserInterface = member.Project.HasUserInterface };
        MethodFacts facts = collector.Begin(key, member.Method);
        collector.Visit(member.Body, facts, depth: 0, isInLambda: false);
        return collector._facts;
    }

    /// <summary>What a part of a member does, as if it were a method of its own.</summary>
    /// <param name="method">The method that it is part of.</param>
    /// <param name="part">The part.</param>
    /// <param name="owners">Says whose the objects are, from the part's view.</param>
    /// <param name="left">Operations that are left out, but not what they contain.</param>
    public static MethodFacts CollectPart(IMethodSymbol method, IOperation part, Owners owners, IReadOnlySet<IOperation> left)
    {
        var collector = new FactCollector(owners, left);
        var facts = new MethodFacts(new MethodKey(part.Syntax.SyntaxTree, -1), method);
        collector.Visit(part, facts, depth: 0, isInLambda: false);
        return facts;
    }

    private MethodFacts Begin(MethodKey key, IMethodSymbol method)
    {
        var facts = new MethodFacts(key, method) { IsFree = Waiting.IsFree(method), ReturnsTask = Types.IsTask(method.ReturnType), HasUserInterface = _hasUserInterface };
        _facts.Add(facts);
        return facts;
    }

    private void Visit(IOperation operation, MethodFacts facts, int depth, bool isInLambda)
    {
        if (operation is ILocalFunctionOperation function)
        {
            if (MethodKey.Of(function.Symbol) is { } key)
            {
                MethodFacts inner = Begin(key, function.Symbol);
                foreach (IOperation child in function.ChildOperations)
                    Visit(child, inner, 0, isInLambda: false);
            }
            return;
        }
        if (!_left.Contains(operation))
            Note(operation, facts, depth, isInLambda);
        int within = depth + DepthOf(operation, facts, depth);
        bool isLambda = isInLambda || operation is IAnonymousFunctionOperation;
        foreach (IOperation child in operation.ChildOperations)
            Visit(child, facts, within, isLambda);
    }

    private static int DepthOf(IOperation operation, MethodFacts facts, int depth)
    {
        if (operation is not ILoopOperation loop)
            return 0;
        bool isLong = loop is IForLoopOperation { Condition: IBinaryOperation { RightOperand.ConstantValue: { HasValue: true, Value: int bound } } } && bound >= LargeNumber;
        int deeper = isLong ? 2 : 1;
        if (!IsOverText(loop) && Computes(loop))
            facts.Weight = Math.Max(facts.Weight, depth + deeper);
        return deeper;
    }

    // Texts are short, as a rule, and what is done to their letters fast.
    private static bool IsOverText(ILoopOperation loop) => loop switch
    {
        IForEachLoopOperation each => IsText(each.Collection is IConversionOperation conversion ? conversion.Operand.Type : each.Collection.Type),
        IForLoopOperation { Condition: IBinaryOperation { RightOperand: IPropertyReferenceOperation { Property.Name: "Length", Instance.Type: var type } } } => IsText(type),
        IWhileLoopOperation { Condition: { } condition } => condition.DescendantsAndSelf().Any(static inner =>
            inner is IPropertyReferenceOperation { Property.Name: "Length", Instance.Type.SpecialType: SpecialType.System_String } or IPropertyReferenceOperation { Property: { Name: "Success", ContainingType.Name: "Group" } }),
        _ => false,
    };

    private static bool IsText(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_String } or IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Char }
        || type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Char }] };

    private static bool Computes(ILoopOperation loop) => loop.DescendantsAndSelf().Any(static operation => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder or BinaryOperatorKind.LeftShift
            or BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift or BinaryOperatorKind.ExclusiveOr } => true,
        IBinaryOperation { Type.SpecialType: SpecialType.System_Double or SpecialType.System_Single } => true,
        ICompoundAssignmentOperation { Type.SpecialType: SpecialType.System_Double or SpecialType.System_Single } => true,
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, Target: ILocalReferenceOperation, Type.SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64, Value.ConstantValue.HasValue: false } step
            => step.Parent?.Parent is IForLoopOperation,
        _ => false,
    });

    private void Note(IOperation operation, MethodFacts facts, int depth, bool isInLambda)
    {
        switch (operation)
        {
            case IAssignmentOperation assignment:
                NoteWrite(assignment.Target, facts);
                break;
            case IIncrementOrDecrementOperation step:
                NoteWrite(step.Target, facts);
                break;
            case IInvocationOperation call:
                NoteCall(call.TargetMethod, call.Instance, call.Arguments, call, facts, depth);
                break;
            case IObjectCreationOperation { Constructor: { } constructor } creation:
                NoteCall(constructor, null, creation.Arguments, creation, facts, depth);
                break;
            case IDelegateCreationOperation { Target: IMethodReferenceOperation reference } when MethodKey.Of(reference.Method) is { } given && !reference.Method.IsAbstract:
                facts.Calls.Add(new CallFact(given, _owners.Of(reference.Instance), Owner.Argument, depth, HasLargeArgument: false));
                break;
            case IPropertyReferenceOperation property:
                NoteProperty(property, facts, depth);
                break;
            case IInvalidOperation or IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IRaiseEventOperation or IFunctionPointerInvocationOperation:
                facts.Effects |= Effects.Unknown;
                break;
            case IAwaitOperation wait when !isInLambda:
                AddWaits(wait.Operation, facts);
                break;
            case IForEachLoopOperation { IsAsynchronous: true } or IUsingOperation { IsAsynchronous: true } or IUsingDeclarationOperation { IsAsynchronous: true } when !isInLambda:
                facts.Waits.Add(new WaitFact(WaitKind.Outside));
                break;
            case IReturnOperation { ReturnedValue: { } returned } when !isInLambda && facts.ReturnsTask && !facts.Method.IsAsync:
                AddWaits(returned, facts);
                break;
        }
    }

    private void AddWaits(IOperation awaited, MethodFacts facts)
    {
        foreach (WaitFact wait in Waiting.Of(awaited))
            facts.Waits.Add(wait.Kind == WaitKind.WorkOnPool && Waiting.WorkIn(awaited) is { } work ? wait with { Work = CollectPart(facts.Method, work, _owners, _left) } : wait);
    }

    private void NoteWrite(IOperation target, MethodFacts facts)
    {
        switch (target)
        {
            case ILocalReferenceOperation or IDiscardOperation:
                break;
            case IParameterReferenceOperation parameter:
                if (parameter.Parameter.RefKind is RefKind.Ref or RefKind.Out)
                    facts.Effects |= Effects.WritesArguments;
                break;
            case ITupleOperation tuple:
                foreach (IOperation element in tuple.Elements)
                    NoteWrite(element, facts);
                break;
            case { Kind: OperationKind.None or OperationKind.Invalid } or { Type: null }:
            case IArrayElementReferenceOperation { ArrayReference.Type.TypeKind: TypeKind.Pointer }:
            case IFieldReferenceOperation { Instance.Kind: OperationKind.None }:
                facts.Effects |= Effects.WritesPointers;
                break;
            case IFieldReferenceOperation { Field.IsStatic: true } or IPropertyReferenceOperation { Property.IsStatic: true }:
                facts.Effects |= Effects.WritesStatic;
                break;
            default:
                facts.Effects |= WriteTo(OwnerOfTarget(target));
                break;
        }
    }

    private Owner OwnerOfTarget(IOperation target) => target switch
    {
        IFieldReferenceOperation field => _owners.Of(field.Instance),
        IPropertyReferenceOperation property => _owners.Of(property.Instance),
        IArrayElementReferenceOperation element => _owners.Of(element.ArrayReference),
        _ => _owners.Of(target),
    };

    public static Effects WriteTo(Owner owner) => owner switch
    {
        Owner.Own => Effects.None,
        Owner.Argument => Effects.WritesArguments,
        Owner.This => Effects.WritesThis,
        _ => Effects.WritesStatic,
    };

    private void NoteProperty(IPropertyReferenceOperation property, MethodFacts facts, int depth)
    {
        bool isWritten = property.Parent is IAssignmentOperation assignment && assignment.Target == property;
        IMethodSymbol? accessor = isWritten ? property.Property.SetMethod : property.Property.GetMethod;
        if (accessor is null || MethodKey.Of(accessor) is not { } key)
            return;
        if (property.Property.ContainingType.TypeKind == TypeKind.Interface || property.Property.IsAbstract)
            return;
        // The accessors of fields behind the scenes, and of a record's parameters, do nothing else.
        if (accessor.DeclaringSyntaxReferences[0].GetSyntax() is ArrowExpressionClauseSyntax or AccessorDeclarationSyntax { Body: not null } or AccessorDeclarationSyntax { ExpressionBody: not null })
            facts.Calls.Add(new CallFact(key, _owners.Of(property.Instance), Owner.Own, depth, HasLargeArgument: false));
    }

    private void NoteCall(IMethodSymbol method, IOperation? receiver, IEnumerable<IArgumentOperation> given, IOperation call, MethodFacts facts, int depth)
    {
        IArgumentOperation[] arguments = [.. given];
        Owner furthest = arguments.Select(argument => _owners.Of(argument.Value)).Append(Owner.Own).Max();
        Owner whose = method.MethodKind == MethodKind.Constructor ? Owner.Own : method.IsStatic ? Owner.Own : _owners.Of(receiver);
        if (method.MethodKind is MethodKind.DelegateInvoke || method.ContainingType is null or { TypeKind: TypeKind.Error })
        {
            facts.Effects |= Effects.Unknown;
        }
        else if (MethodKey.Of(method) is { } key)
        {
            NoteSource(method, key, arguments, new CallFact(key, whose, furthest, depth, arguments.Any(IsLarge)), facts);
        }
        else
        {
            NoteLibrary(method, whose, furthest, call, facts, depth);
        }
    }

    private static bool IsLarge(IArgumentOperation argument) => argument.Value.ConstantValue is { HasValue: true, Value: int and >= LargeNumber };

    private static void NoteSource(IMethodSymbol method, MethodKey key, IArgumentOperation[] arguments, CallFact call, MethodFacts facts)
    {
        if (method.IsAbstract || method.ContainingType.TypeKind == TypeKind.Interface)
        {
            facts.Effects |= Effects.Unknown;
            return;
        }
        if (method.MethodKind == MethodKind.Constructor && method.DeclaringSyntaxReferences[0].GetSyntax() is TypeDeclarationSyntax)
            return;
        // It calls itself several times with something less: the calls double with each level.
        bool isAgain = key == facts.Key && arguments.Any(static argument =>
            argument.Value is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, LeftOperand: IParameterReferenceOperation, RightOperand.ConstantValue.HasValue: true });
        if (isAgain && (call.Depth > 0 || facts.Calls.Any(other => other.Callee == key)))
            facts.Weight = Math.Max(facts.Weight, Heavy + 1);
        facts.Calls.Add(call);
    }

    private static ImmutableArray<IArgumentOperation> ArgumentsOf(IOperation call) => call switch
    {
        IInvocationOperation invocation => invocation.Arguments,
        IObjectCreationOperation creation => creation.Arguments,
        _ => [],
    };

    private static void NoteLibrary(IMethodSymbol method, Owner receiver, Owner arguments, IOperation call, MethodFacts facts, int depth)
    {
        if (Library.IsHeavy(method, ArgumentsOf(call).FirstOrDefault()?.Value))
            facts.Weight = Math.Max(facts.Weight, depth + Heavy);
        Effects outside = Library.OutsideOf(method);
        facts.Effects |= outside;
        if (outside != Effects.None || Library.OnlyComputes(method))
            return;
        if (method.MethodKind == MethodKind.Constructor)
            return;
        // A method of which nothing is known may change what it is called on, and if it is a static one, what it is given.
        facts.Effects |= WriteTo(method.IsStatic || method.IsExtensionMethod ? arguments : receiver);
        if (!Types.SpaceOf(method.ContainingType).StartsWith("System", StringComparison.Ordinal) && call is IInvocationOperation)
            facts.Effects |= Effects.Unknown;
    }
}
