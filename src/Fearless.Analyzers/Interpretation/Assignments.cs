using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Interpretation;

/// <summary>Declarations, assignments, and the making of arrays and collections.</summary>
internal sealed class Assignments(Interpreter interpreter)
{
    private readonly Stack<Value> _initialized = new();

    /// <summary>The object whose initializer is being executed.</summary>
    public Value Initialized => _initialized.Count > 0 ? _initialized.Peek() : Value.Unknown;

    public static bool Handles(IOperation operation) => operation is
        IVariableDeclaratorOperation or IVariableDeclarationGroupOperation or IVariableDeclarationOperation or ISimpleAssignmentOperation
        or ICompoundAssignmentOperation or IIncrementOrDecrementOperation or ICoalesceAssignmentOperation or IDeconstructionAssignmentOperation
        or IDeclarationPatternOperation or IEventAssignmentOperation or IDeclarationExpressionOperation;

    public Value Evaluate(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator:
                Declare(declarator);
                return Value.Unknown;
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment);
            case ICompoundAssignmentOperation assignment:
                return Update(assignment);
            case IIncrementOrDecrementOperation step:
                (Value before, Value after) = Update(step.Target, Polynomial.One, step.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract);
                return step.IsPostfix ? before : after;
            case ICoalesceAssignmentOperation assignment:
                return Coalesce(assignment);
            case IDeconstructionAssignmentOperation deconstruction:
                Deconstruct(deconstruction.Target, interpreter.Evaluate(deconstruction.Value));
                return Value.Unknown;
            case IDeclarationPatternOperation { DeclaredSymbol: { } declared }:
                interpreter.Places.Declare(declared, interpreter.Flow.Matched);
                return Value.Unknown;
            case IEventAssignmentOperation { EventReference: IEventReferenceOperation reference } assignment:
                return interpreter.Calls.Subscribe(assignment, reference);
            case IDeclarationExpressionOperation declaration:
                interpreter.Places.Find(declaration);
                return Value.Unknown;
            default:
                return interpreter.EvaluateChildren(operation);
        }
    }

    public Value CreateArray(IArrayCreationOperation creation)
    {
        Polynomial?[] sizes = [.. creation.DimensionSizes.Select(size => interpreter.Evaluate(size).Number)];
        Value array = interpreter.Fresh("array");
        if (sizes is [{ } size] && interpreter.State is { } state)
        {
            interpreter.State = state with { Stored = state.Stored.SetItem(interpreter.Slices.LengthAt(array.Places[0]), Value.Of(size)) };
        }
        return creation.Initializer is null ? array : Fill(array, creation.Initializer.ElementValues);
    }

    public Value CreateCollection(ICollectionExpressionOperation collection) => Fill(interpreter.Fresh("collection"), collection.Elements);

    /// <summary>Executes an initializer of an object.</summary>
    public void Initialize(Value target, IOperation? initializer)
    {
        if (initializer is null)
            return;
        _initialized.Push(target);
        interpreter.EvaluateChildren(initializer);
        _initialized.Pop();
    }

    private Value Fill(Value target, ImmutableArray<IOperation> elements)
    {
        var values = elements.Select(element => interpreter.Evaluate(element is ISpreadOperation spread ? spread.Operand : element)).ToArray();
        for (int index = 0; index < values.Length; index++)
        {
            interpreter.Places.KeepHandles(target.Places[0], interpreter.Starts.WithHeld(values[index]));
            if (!values[index].Places.IsEmpty && interpreter.State is { } state)
                interpreter.State = state with { Stored = state.Stored.SetItem(target.Places[0].Then(new ElementSelector([Polynomial.Of(index)])), values[index]) };
        }
        return target with { Closures = [.. values.SelectMany(static value => value.Closures)] };
    }

    private void Declare(IVariableDeclaratorOperation declarator)
    {
        IVariableInitializerOperation? initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
        bool isRef = declarator.Symbol.RefKind != RefKind.None && initializer is not null;
        Value value = isRef
            ? new Value { Places = interpreter.Places.Find(initializer!.Value).Places }
            : interpreter.Evaluate(initializer?.Value);
        interpreter.Places.Declare(declarator.Symbol, value);
    }

    private Value Assign(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is IDiscardOperation)
            return interpreter.Evaluate(assignment.Value);
        Location target = interpreter.Places.Find(assignment.Target);
        Value value = interpreter.Evaluate(assignment.Value);
        interpreter.Places.Write(target, value, assignment.Target.Type, assignment.Target.Syntax);
        return value;
    }

    private Value Update(ICompoundAssignmentOperation assignment)
    {
        Value operand = interpreter.Evaluate(assignment.Value);
        if (assignment.OperatorMethod is not { DeclaringSyntaxReferences.IsEmpty: false } method)
            return Update(assignment.Target, operand.Number, assignment.OperatorKind).After;
        Location location = interpreter.Places.Find(assignment.Target);
        interpreter.Places.Record(location, AccessKind.Read, assignment.Target.Syntax);
        Value before = interpreter.Places.ValueAt(location, assignment.Target.Type, assignment.Target.Syntax);
        Value after = interpreter.ImplicitCalls.Operator(method, assignment.Syntax, before, operand)!;
        if (!method.ReturnsVoid)
            interpreter.Places.Write(location, after, assignment.Target.Type, assignment.Target.Syntax);
        return after;
    }

    private (Value Before, Value After) Update(IOperation target, Polynomial? operand, BinaryOperatorKind kind)
    {
        Location location = interpreter.Places.Find(target);
        interpreter.Places.Record(location, AccessKind.Read, target.Syntax);
        Value before = interpreter.Places.ValueAt(location, target.Type, target.Syntax);
        Value after = Value.Of(Arithmetic.Compute(kind, before.Number, operand));
        interpreter.Places.Write(location, after, target.Type, target.Syntax);
        return (before, after);
    }

    private Value Coalesce(ICoalesceAssignmentOperation assignment)
    {
        Location target = interpreter.Places.Find(assignment.Target);
        interpreter.Places.Record(target, AccessKind.Read, assignment.Target.Syntax);
        Value before = interpreter.Places.ValueAt(target, assignment.Target.Type, assignment.Target.Syntax);
        State? unchanged = interpreter.State;
        Value value = interpreter.Evaluate(assignment.Value);
        interpreter.Places.Write(target, value, assignment.Target.Type, assignment.Target.Syntax);
        interpreter.State = interpreter.Flow.Join(unchanged, interpreter.State);
        return before.Join(value, interpreter.Either);
    }

    /// <summary>Assigns the parts of a tuple, each to its variable.</summary>
    public void Deconstruct(IOperation target, Value value)
    {
        switch (target)
        {
            case ITupleOperation tuple:
                for (int index = 0; index < tuple.Elements.Length; index++)
                    Deconstruct(tuple.Elements[index], index < value.Parts.Length ? value.Parts[index] : Value.Unknown);
                break;
            case IDeclarationExpressionOperation { Expression: ITupleOperation tuple }:
                Deconstruct(tuple, value);
                break;
            case IDiscardOperation:
                break;
            default:
                Location location = interpreter.Places.Find(target);
                interpreter.Places.Write(location, value, target.Type, target.Syntax);
                break;
        }
    }
}
