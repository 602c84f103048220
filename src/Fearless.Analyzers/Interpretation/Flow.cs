using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Interpretation;

/// <summary>Where control goes: branches, jumps, locks, exceptions, and what is known on each way.</summary>
internal sealed class Flow(Interpreter interpreter)
{
    private Dictionary<ILabelSymbol, State> _waiting = new(SymbolEqualityComparer.Default);

    private State? State
    {
        get => interpreter.State;
        set => interpreter.State = value;
    }

    /// <summary>The states at the returns of the body that is being executed, and what it returns.</summary>
    public Returns Returns { get; set; } = new();

    public static bool Handles(IOperation operation) => operation is
        IBlockOperation or IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ILoopOperation or IBranchOperation or ILabeledOperation
        or IReturnOperation or IThrowOperation or ITryOperation or ILockOperation or IUsingOperation or IUsingDeclarationOperation
        or ISwitchExpressionArmOperation or IIsPatternOperation or IRecursivePatternOperation { DeclaredSymbol: not null } or IPropertySubpatternOperation
        or ICoalesceOperation or IConditionalAccessOperation or IConditionalAccessInstanceOperation;

    public Value Evaluate(IOperation operation)
    {
        switch (operation)
        {
            case IBlockOperation block:
                Block(block);
                return Value.Unknown;
            case IConditionalOperation conditional:
                return Conditional(conditional);
            case ISwitchOperation @switch:
                return Switch(@switch);
            case ISwitchExpressionOperation @switch:
                return Match(interpreter.Evaluate(@switch.Value), () => Alternatives(@switch.Arms));
            case ISwitchExpressionArmOperation arm:
                interpreter.Evaluate(arm.Pattern);
                interpreter.Evaluate(arm.Guard);
                return interpreter.Evaluate(arm.Value);
            case IIsPatternOperation test:
                return Match(interpreter.Evaluate(test.Value), () => interpreter.Evaluate(test.Pattern));
            case IRecursivePatternOperation { DeclaredSymbol: { } declared } pattern:
                interpreter.Places.Declare(declared, Matched);
                return interpreter.EvaluateChildren(pattern);
            case IPropertySubpatternOperation part:
                return Match(interpreter.Evaluate(part.Member), () => interpreter.Evaluate(part.Pattern));
            case ILoopOperation loop:
                return interpreter.Loops.Execute(loop);
            case IBranchOperation branch:
                JumpTo(branch.Target);
                return Value.Unknown;
            case ILabeledOperation labeled:
                Arrive(labeled.Label);
                return interpreter.Evaluate(labeled.Operation);
            case IReturnOperation @return:
                return Return(@return);
            case IThrowOperation @throw:
                interpreter.Evaluate(@throw.Exception);
                State = null;
                return Value.Unknown;
            case ITryOperation @try:
                return Try(@try);
            case ILockOperation @lock:
                return Lock(@lock);
            case IUsingOperation @using:
                return Using(@using);
            case IUsingDeclarationOperation @using:
                return interpreter.Evaluate(@using.DeclarationGroup);
            case ICoalesceOperation coalesce:
                Value value = interpreter.Evaluate(coalesce.Value);
                return Alternatives([null, coalesce.WhenNull], value);
            case IConditionalAccessOperation access:
                _accessed.Push(interpreter.Evaluate(access.Operation));
                Value result = Alternatives([null, access.WhenNotNull]);
                _accessed.Pop();
                return result;
            default:
                return _accessed.Count > 0 ? _accessed.Peek() : Value.Unknown;
        }
    }

    private readonly Stack<Value> _accessed = new();
    private readonly Stack<Value> _matched = new();

    /// <summary>What the pattern looks at that is being executed.</summary>
    public Value Matched => _matched.Count > 0 ? _matched.Peek() : Value.Unknown;

    private Value Match(Value value, Func<Value> look)
    {
        _matched.Push(value);
        Value result = look();
        _matched.Pop();
        return result;
    }

    public Value Binary(IBinaryOperation binary)
    {
        Value left = interpreter.Evaluate(binary.LeftOperand);
        if (binary.OperatorKind is not (BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr))
        {
            Value right = interpreter.Evaluate(binary.RightOperand);
            if (binary.Type?.SpecialType == SpecialType.System_String)
            {
                interpreter.ImplicitCalls.Print(binary.LeftOperand, left);
                interpreter.ImplicitCalls.Print(binary.RightOperand, right);
            }
            return interpreter.ImplicitCalls.Operator(binary.OperatorMethod, binary.Syntax, left, right)
                ?? Value.Of(Arithmetic.Compute(binary.OperatorKind, left.Number, right.Number) ?? Conditions.TruthOf(binary.OperatorKind, left.Number, right.Number, interpreter.Scope));
        }
        State? before = State;
        interpreter.Assume(FactsOf(binary.LeftOperand, binary.OperatorKind == BinaryOperatorKind.ConditionalAnd));
        interpreter.TriedLocks.Assume(binary.LeftOperand, binary.OperatorKind == BinaryOperatorKind.ConditionalAnd);
        interpreter.Evaluate(binary.RightOperand);
        State = Join(before, State);
        return Value.Unknown;
    }

    /// <summary>What a condition says; it has been evaluated already.</summary>
    public Facts FactsOf(IOperation condition, bool isTrue) => Conditions.Of(condition, isTrue, interpreter.Places.NumberOf);

    public State? Join(State? left, State? right) =>
        left is null ? right : right is null ? left : left.Join(right, interpreter.Scope);

    public void JumpTo(ILabelSymbol label)
    {
        if (State is { } state)
            _waiting[label] = _waiting.TryGetValue(label, out State? other) ? other.Join(state, interpreter.Scope) : state;
        State = null;
    }

    /// <summary>Goes on with what has jumped here.</summary>
    public void Arrive(ILabelSymbol? label)
    {
        if (label is not null && _waiting.TryGetValue(label, out State? waiting))
        {
            _waiting.Remove(label);
            State = Join(State, waiting);
        }
    }

    /// <summary>Executes alternatives, each from here, and joins what comes out; <see langword="null"/> for nothing.</summary>
    private Value Alternatives(IEnumerable<IOperation?> alternatives, Value? otherwise = null)
    {
        State? before = State;
        State? after = null;
        Value? result = otherwise;
        foreach (IOperation? alternative in alternatives)
        {
            State = before;
            Value value = interpreter.Evaluate(alternative);
            if (alternative is not null)
                result = result is null ? value : result.Join(value, interpreter.Either);
            after = Join(after, State);
        }
        State = after;
        return result ?? Value.Unknown;
    }

    private Value Conditional(IConditionalOperation conditional)
    {
        interpreter.Evaluate(conditional.Condition);
        if (State is not { } before)
            return Value.Unknown;
        bool? known = conditional.Condition.ConstantValue is { HasValue: true, Value: bool constant } ? constant : null;
        (Value whenTrue, State? afterTrue) = known == false ? (Value.Unknown, null) : Branch(conditional.WhenTrue, true);
        State = before;
        (Value whenFalse, State? afterFalse) = known == true ? (Value.Unknown, null) : Branch(conditional.WhenFalse, false);
        State = Join(afterTrue, afterFalse);
        if (conditional.Type is null || conditional.WhenFalse is null)
            return Value.Unknown;
        return Choose(whenTrue, FactsOf(conditional.Condition, true), whenFalse, FactsOf(conditional.Condition, false));

        (Value, State?) Branch(IOperation? branch, bool isTrue)
        {
            interpreter.Assume(FactsOf(conditional.Condition, isTrue));
            interpreter.TriedLocks.Assume(conditional.Condition, isTrue);
            Value value = interpreter.Evaluate(branch);
            return (value, State);
        }
    }

    private Value Choose(Value left, Facts whenLeft, Value right, Facts whenRight) => left.Join(right, (x, y) =>
        x is null || y is null
            ? null
            : Polynomial.Of(new Symbol("either", interpreter.Scope) { Branches = [new Branch(whenLeft, x), new Branch(whenRight, y)] }));

    private Value Switch(ISwitchOperation @switch)
    {
        Value matched = interpreter.Evaluate(@switch.Value);
        State? before = State;
        State? after = @switch.Cases.Any(static section => section.Clauses.Any(static clause => clause.CaseKind == CaseKind.Default)) ? null : before;
        foreach (ISwitchCaseOperation section in @switch.Cases)
        {
            State = before;
            if (section.Clauses is [ISingleValueCaseClauseOperation single] && interpreter.Places.NumberOf(@switch.Value) is { } value
                && interpreter.Places.NumberOf(single.Value) is { } constant)
                interpreter.Assume(Facts.None.WithZero(value - constant));
            foreach (IPatternCaseClauseOperation clause in section.Clauses.OfType<IPatternCaseClauseOperation>())
            {
                Match(matched, () => interpreter.Evaluate(clause.Pattern));
                interpreter.Evaluate(clause.Guard);
            }
            foreach (IOperation statement in section.Body)
                interpreter.Evaluate(statement);
            after = Join(after, State);
        }
        State = after;
        Arrive(@switch.ExitLabel);
        return Value.Unknown;
    }

    private Value Return(IReturnOperation @return)
    {
        Value value = interpreter.Evaluate(@return.ReturnedValue);
        if (@return.Kind == OperationKind.YieldReturn)
            return Value.Unknown;
        Returns.Add(State, value, interpreter.Scope);
        State = null;
        return Value.Unknown;
    }

    // Any statement of the body may have been the last one before a handler: it knows what holds before and after.
    private Value Try(ITryOperation @try)
    {
        State? before = State;
        bool isLeft = AlwaysThen(() => interpreter.Evaluate(@try.Finally), () =>
        {
            interpreter.Evaluate(@try.Body);
            State? after = State;
            foreach (ICatchClauseOperation handler in @try.Catches)
            {
                State = OnlyWaits(@try.Body) ? after : Join(before, after);
                interpreter.Evaluate(handler.Filter);
                interpreter.Evaluate(handler.Handler);
                after = Join(after, State);
            }
            State = after;
        });
        if (!isLeft)
        {
            State = before;
            interpreter.Evaluate(@try.Finally);
            State = null;
        }
        return Value.Unknown;
    }

    // What is thrown there comes from what was waited for, and that has ended.
    private bool OnlyWaits(IBlockOperation body) => body.Operations is [IExpressionStatementOperation { Operation: var only }] && (only is IAwaitOperation await ? await.Operation : only) is var waited
        && (IsReference(waited) || waited is IInvocationOperation { TargetMethod: var method, Instance: { } receiver } call && IsReference(receiver)
            && (only is IAwaitOperation && method.Name == "ConfigureAwait" || call.Arguments.IsEmpty && interpreter.Knowledge.JoinOf(method) == "receiver"));

    private static bool IsReference(IOperation operation) => operation is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation;

    /// <summary>Executes a body, and what follows it however it is left: at its end, by a return or by a jump.</summary>
    /// <returns>Whether it is ever left but by an exception.</returns>
    private bool AlwaysThen(Action last, Action body)
    {
        (Returns outerReturns, var outerWaiting) = (Returns, _waiting);
        (Returns, _waiting) = (new Returns(), new(SymbolEqualityComparer.Default));
        body();
        State? after = State;
        (Returns innerReturns, var jumps) = (Returns, _waiting);
        (Returns, _waiting) = (outerReturns, outerWaiting);
        foreach (KeyValuePair<ILabelSymbol, State> jump in jumps)
        {
            State = jump.Value;
            last();
            JumpTo(jump.Key);
        }
        if (innerReturns.State is { } returning)
        {
            State = returning;
            last();
            Returns.Add(State, innerReturns.Value, interpreter.Scope);
        }
        State = after;
        if (after is not null)
            last();
        return after is not null || innerReturns.State is not null || jumps.Count > 0;
    }

    private Value Lock(ILockOperation @lock)
    {
        Value locked = interpreter.Evaluate(@lock.LockedValue);
        if (State is not { } before)
            return Value.Unknown;
        if (locked.Places is not [var place])
        {
            interpreter.Evaluate(@lock.Body);
            return Value.Unknown;
        }
        State = before with { Locks = before.Locks.With(place, LockMode.Exclusive) };
        AlwaysThen(() => Release(place), () => interpreter.Evaluate(@lock.Body));
        return Value.Unknown;
    }

    private void Release(Place place)
    {
        if (State is { } state)
            State = state with { Locks = state.Locks.Without(place) };
    }

    private Value Using(IUsingOperation @using)
    {
        Value resource = interpreter.Evaluate(@using.Resources);
        AlwaysThen(() => Dispose(@using, @using.Resources, @using.IsAsynchronous, resource), () => interpreter.Evaluate(@using.Body));
        return Value.Unknown;
    }

    // What is declared by a using declaration is disposed where its block ends.
    private void Block(IBlockOperation block) => Block([.. block.Operations]);

    private void Block(ImmutableArray<IOperation> statements)
    {
        for (int index = 0; index < statements.Length; index++)
        {
            interpreter.Evaluate(statements[index]);
            if (statements[index] is IUsingDeclarationOperation @using)
            {
                AlwaysThen(() => Dispose(@using, @using.DeclarationGroup, @using.IsAsynchronous, null), () => Block(statements.RemoveRange(0, index + 1)));
                return;
            }
        }
    }

    private void Dispose(IOperation code, IOperation resources, bool isAsynchronous, Value? resource)
    {
        foreach (IVariableDeclaratorOperation declarator in resources.DescendantsAndSelf().OfType<IVariableDeclaratorOperation>().Reverse())
            Dispose(interpreter.Places.ValueOf(declarator.Symbol), declarator.Symbol.Type);
        if (resource is not null && resources is not IVariableDeclarationGroupOperation)
            Dispose(resource, resources is IConversionOperation { Operand.Type: { } type } ? type : resources.Type!);

        void Dispose(Value value, ITypeSymbol type)
        {
            if (value.Releases is { } guarded)
                Release(guarded);
            interpreter.Calls.Dispose(value, type, isAsynchronous, code.Syntax);
        }
    }
}
