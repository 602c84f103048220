using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Fearless.Analyzers.Strands;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Interpretation;

/// <summary>
/// Executes each loop twice: its first round, and one that stands for all later ones. If they leave strands, once more: what a round started
/// and did not wait for runs beside the later ones, with identities of its own.
/// </summary>
internal sealed class Loops(Interpreter interpreter)
{
    public Value Execute(ILoopOperation loop)
    {
        switch (loop)
        {
            case IForLoopOperation @for:
                For(@for);
                break;
            case IForEachLoopOperation each:
                ForEach(each);
                break;
            case IWhileLoopOperation @while:
                While(@while);
                break;
            default:
                interpreter.EvaluateChildren(loop);
                break;
        }
        return Value.Unknown;
    }

    /// <summary>Executes something that happens any number of times, one after the other.</summary>
    /// <param name="loop">The loop, if it is one.</param>
    /// <param name="repeated">Its code.</param>
    /// <param name="round">Executes one round, whose number it is told.</param>
    /// <param name="counter">The variable that <paramref name="round"/> itself counts with.</param>
    /// <param name="times">How many rounds there are, if that is known.</param>
    /// <param name="number">What a round's number is called.</param>
    public Value Repeat(
        ILoopOperation? loop, IOperation repeated, Func<Scope, Polynomial, Value> round, ISymbol? counter = null, Polynomial? times = null, string number = "round")
    {
        if (interpreter.State is not { } before)
            return Value.Unknown;
        ImmutableHashSet<ISymbol> assigned = AssignedVariables.Of(repeated);
        var carried = new Progressions(interpreter, counter is null ? assigned : assigned.Remove(counter));
        var phases = new RoundPhases(interpreter, before.Timing);
        var family = new object();
        bool leavesStrands = false;
        Value result = Round(carried.Begin);
        NextRound();
        if (leavesStrands && interpreter.State is not null && !carried.GoOnAsBefore)
            NextRound();
        if (leavesStrands && interpreter.State is not null)
            NextRound();
        if (interpreter.State is { } last)
        {
            interpreter.State = before.Join(last, interpreter.Scope) with { Live = last.Live, Facts = before.Facts };
            // What is still running goes on beside the code after the loop.
            if (leavesStrands)
                carried.BeginLater();
            phases.Begin(times);
        }
        else if (loop is null)
        {
            interpreter.State = before;
        }
        interpreter.Flow.Arrive(loop?.ExitLabel);
        return result;

        void NextRound()
        {
            if (interpreter.State is not { } after)
                return;
            interpreter.State = before.Join(after, interpreter.Scope) with { Live = after.Live };
            result = result.Join(Round(carried.BeginLater), interpreter.Either);
        }

        Value Round(Action begin)
        {
            var scope = new Scope(interpreter.Scope);
            var repetitions = interpreter.Signaling.Repetitions;
            interpreter.Signaling.Repetitions = repetitions.Push(new Repetition(scope, times));
            Value value = interpreter.In(scope, () =>
            {
                begin();
                var count = Polynomial.Of(new Symbol(number, scope, isNatural: true, family));
                phases.Begin(count);
                Value ended = round(scope, count);
                interpreter.Flow.Arrive(loop?.ContinueLabel);
                phases.End();
                return ended;
            });
            interpreter.Signaling.Repetitions = repetitions;
            var substitution = new Substitution(scope, interpreter.Scope);
            interpreter.Races.Signals.Age(scope, substitution);
            if (interpreter.State is { } ended)
                interpreter.State = ended with { Timing = ended.Timing.Leave(scope) };
            ImmutableHashSet<Strand> aged = Age(scope, value.Strands, substitution, ref leavesStrands);
            if (leavesStrands)
                carried.End(substitution);
            return value with { Strands = aged };
        }
    }

    private void For(IForLoopOperation loop)
    {
        foreach (IOperation before in loop.Before)
            interpreter.Evaluate(before);
        Counter? counter = Counter.Find(loop, interpreter.Places);
        Repeat(loop, loop, (scope, number) =>
        {
            if (counter is not null)
            {
                // The first round, too, satisfies the condition.
                Set(counter.Variable, counter.Start);
                interpreter.Places.ForgetCalls(loop.Condition);
                Assume(loop.Condition);
                Set(counter.Variable, counter.Start + counter.Step * number);
            }
            interpreter.Evaluate(loop.Condition);
            Assume(loop.Condition);
            interpreter.Evaluate(loop.Body);
            interpreter.Flow.Arrive(loop.ContinueLabel);
            foreach (IOperation bottom in loop.AtLoopBottom)
                interpreter.Evaluate(bottom);
            return Value.Unknown;
        },
        counter?.Variable,
        counter is null ? null : Rounds(loop, counter),
        counter?.Variable.Name ?? "round");
    }

    // Of a loop that counts up by one and is left by its condition only.
    private Polynomial? Rounds(IForLoopOperation loop, Counter counter)
    {
        if (counter.Step.Value != 1 || loop.Condition is not IBinaryOperation { LeftOperand: ILocalReferenceOperation { Local: var counted } } condition
            || !SymbolEqualityComparer.Default.Equals(counted, counter.Variable) || IsLeftByBreak(loop)
            || interpreter.Places.NumberOf(condition.RightOperand) is not { } end)
            return null;
        return condition.OperatorKind switch
        {
            BinaryOperatorKind.LessThan => end - counter.Start,
            BinaryOperatorKind.LessThanOrEqual => end - counter.Start + Polynomial.One,
            _ => null,
        };
    }

    private void ForEach(IForEachLoopOperation loop)
    {
        Value collection = interpreter.Evaluate(loop.Collection);
        interpreter.ImplicitCalls.Enumerate(loop.Collection, collection);
        Repeat(loop, loop.Body, (scope, count) =>
        {
            if (loop.IsAsynchronous)
                interpreter.AsyncRun?.Suspend();
            Value item = interpreter.Calls.ItemOf(collection, loop.Collection, count, scope);
            if (loop.LoopControlVariable is IVariableDeclaratorOperation declarator)
                interpreter.Places.Declare(declarator.Symbol, item);
            else
                interpreter.Assignments.Deconstruct(loop.LoopControlVariable, item);
            interpreter.Evaluate(loop.Body);
            return Value.Unknown;
        },
        times: IsLeftByBreak(loop) ? null
            : collection.Items is NumbersFrom numbers ? numbers.Count
            : interpreter.Slices.LengthOf(collection, Stripped(loop.Collection).Type),
        number: "item");
        // Who has enumerated all that was sent has waited for the end of it.
        if (collection.Completion is { } end && !IsLeftByBreak(loop))
            interpreter.Signaling.Await(end);
    }

    private static bool IsLeftByBreak(ILoopOperation loop) =>
        loop.Body.Descendants().OfType<IBranchOperation>().Any(branch => SymbolEqualityComparer.Default.Equals(branch.Target, loop.ExitLabel));

    private static IOperation Stripped(IOperation operation) => operation is IConversionOperation conversion ? Stripped(conversion.Operand) : operation;

    private void While(IWhileLoopOperation loop)
    {
        Repeat(loop, loop, (_, _) => Round(loop));
        // Who leaves the loop otherwise leaves it with the condition still true.
        if (IsLeftByBreak(loop) || loop.Condition is not { } condition)
            return;
        interpreter.TriedLocks.Assume(condition, loop.ConditionIsUntil);
        interpreter.Places.ForgetCalls(condition);
        interpreter.Assume(interpreter.Flow.FactsOf(condition, loop.ConditionIsUntil));
    }

    private Value Round(IWhileLoopOperation loop)
    {
        if (loop.ConditionIsTop)
        {
            interpreter.Evaluate(loop.Condition);
            Assume(loop.Condition);
        }
        interpreter.Evaluate(loop.Body);
        interpreter.Flow.Arrive(loop.ContinueLabel);
        if (!loop.ConditionIsTop)
            interpreter.Evaluate(loop.Condition);
        return Value.Unknown;
    }

    private void Assume(IOperation? condition)
    {
        if (condition is not null)
            interpreter.Assume(interpreter.Flow.FactsOf(condition, isTrue: true));
    }

    private void Set(ISymbol variable, Polynomial number)
    {
        if (interpreter.State is { } state && state.Variables.TryGetValue(variable, out Slot? slot))
            interpreter.State = state with { Variables = state.Variables.SetItem(variable, slot with { Value = Value.Of(number) }) };
    }

    // What a round has started, as the next one sees it.
    private ImmutableHashSet<Strand> Age(Scope round, ImmutableHashSet<Strand> returned, Substitution substitution, ref bool any)
    {
        if (interpreter.State is not { } state)
            return returned;
        var aged = state.Live
            .Union(state.Handles.Values.SelectMany(static held => held))
            .Union(state.Variables.Values.SelectMany(static slot => slot.Value.Strands))
            .Union(returned)
            .Where(strand => round.Contains(strand.Scope))
            .ToDictionary(static strand => strand, strand => strand.Replace(substitution));
        any |= aged.Count > 0;
        interpreter.State = state.ReplaceStrands(aged);
        return [.. returned.Select(strand => aged.TryGetValue(strand, out Strand? old) ? old : strand)];
    }
}
