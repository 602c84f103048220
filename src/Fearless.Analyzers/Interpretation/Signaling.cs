using Fearless.Analyzers.Conflicts;
using Fearless.Analyzers.Knowledge;
using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Interpretation;

/// <summary>A loop that is being executed, or the instances of a body: how many executions there are of what is inside.</summary>
internal sealed record Repetition(Scope Scope, Polynomial? Times);

/// <summary>Events, counts and barriers: who signals, and who waits for it.</summary>
internal sealed class Signaling(Interpreter interpreter)
{
    /// <summary>What is being repeated, the innermost first.</summary>
    public ImmutableStack<Repetition> Repetitions { get; set; } = [];

    /// <summary>What tells the strand that is being executed from others.</summary>
    public object Site { get; set; } = new();

    /// <summary>An object that is waited for remembers what it was made with.</summary>
    public void Keep(Call creation, Place created)
    {
        if (interpreter.Knowledge.IsAwaited(creation.Method.ContainingType) && interpreter.State is { } state)
            interpreter.State = state with { Stored = state.Stored.SetItem(InitialAt(created), InitialOf(creation)) };
    }

    /// <summary>Does what a method does that signals or waits.</summary>
    /// <returns>Whether it is one, as far as it is known of the object.</returns>
    public bool Execute(Call call, SignalFact fact)
    {
        if (interpreter.State is not { } state || call.Receiver is not { Places: [var on] } || !IsAwaited(call))
            return false;
        if (fact.Kind == SignalKind.Closing)
            (on, fact) = (ClosingOf(on), fact with { Kind = SignalKind.Message });
        Polynomial? initial = fact.Kind == SignalKind.Message ? Polynomial.Zero : InitialOf(call, on);
        // A semaphore is waited for where it has no permit to begin with; else it is a lock.
        if (fact.IsOfSemaphore && initial?.Value != 0)
            return false;
        switch (fact.Does)
        {
            case SignalVerb.Await when !TriedLocks.Is(call.Method) && (call.Awaiting == Awaiting.AtOnce || !Patterns.Code.IsTask(call.Method.ReturnType)):
                Await(on);
                break;
            // Whoever gives up waits for nobody.
            case SignalVerb.Signal when fact.Kind == SignalKind.Phase && TriedLocks.Is(call.Method):
                interpreter.Races.Signals.Reset(on);
                break;
            case SignalVerb.Signal:
                Polynomial? counts = fact.Kind == SignalKind.Count ? NumberGiven(call) : Polynomial.One;
                Signal(on, fact.Kind, initial, counts, state);
                break;
            case SignalVerb.Enlist:
                Polynomial? more = NumberGiven(call);
                interpreter.Races.Signals.Add(new Enlistment(on, interpreter.Recorder.Owner, call.At!, more is null || TimesHere(on) is not { } here ? null : more * here));
                // It may have a result of its own.
                return fact.Kind != SignalKind.Group;
            case SignalVerb.Reset:
                interpreter.Races.Signals.Reset(on);
                break;
        }
        return true;
    }

    // A mutex has the base class of events.
    private bool IsAwaited(Call call) =>
        interpreter.Knowledge.IsAwaited((call.Operation as IInvocationOperation)?.Instance?.Type as INamedTypeSymbol ?? call.Method.ContainingType);

    /// <summary>The task of something that is waited for has been waited for.</summary>
    public void Await(Place on)
    {
        interpreter.Races.Signals.Await();
        if (interpreter.State is { } state)
            interpreter.State = state with { Timing = state.Timing with { Awaited = state.Timing.Awaited.Add(on) } };
    }

    private static Polynomial? NumberGiven(Call call) => call.Arguments is [{ Value.Number: var number }, ..] ? number : Polynomial.One;

    private void Signal(Place on, SignalKind kind, Polynomial? initial, Polynomial? counts, State state)
    {
        Timing timing = state.Timing;
        Scope signaler = interpreter.Recorder.Owner;
        Polynomial? times = counts is null || TimesOf(signaler, on) is not { } executions ? null : counts * executions;
        interpreter.Races.Signals.Add(new Signal(on, kind, initial, signaler, Site, times, timing.Signaled.Contains(on)));
        timing = timing with { Signaled = timing.Signaled.Add(on) };
        if (kind == SignalKind.Phase)
            timing = timing with { Phases = timing.Phases.SetItem(on, timing.PhaseOf(on) is { } phase ? phase + Polynomial.One : null) };
        interpreter.State = state with { Timing = timing };
    }

    /// <summary>How often the execution is repeated that signals, without what repeats the making of the object, too.</summary>
    public Polynomial? TimesOf(Scope signaler, Place on) => Times(Repetitions.Where(repetition => repetition.Scope.Contains(signaler)), on);

    /// <summary>The outermost of what repeats the execution, and not the making of the object.</summary>
    public Scope? RepeatedAround(Scope signaler, Place on) =>
        Repetitions.LastOrDefault(repetition => repetition.Scope.Contains(signaler) && !repetition.Scope.Contains(on.Root.Scope))?.Scope;

    // How often the code is repeated.
    private Polynomial? TimesHere(Place on) => Times(Repetitions, on);

    private static Polynomial? Times(IEnumerable<Repetition> repetitions, Place on)
    {
        Polynomial? times = Polynomial.One;
        foreach (Repetition repetition in repetitions.Where(repetition => !repetition.Scope.Contains(on.Root.Scope)))
            times = times is null || repetition.Times is null ? null : times * repetition.Times;
        return times;
    }

    private static Value InitialOf(Call creation)
    {
        if (creation.Arguments is not [{ Operation: { } first } argument, ..])
            return Value.Of(Polynomial.Zero);
        return first.ConstantValue is { HasValue: true, Value: bool isSet } ? Value.Of(Polynomial.Of(isSet ? 1 : 0))
            : Arithmetic.IsNumber(first.Type) || first.Type?.SpecialType == SpecialType.System_Boolean ? Value.Of(argument.Value.Number)
            : Value.Of(Polynomial.Zero);
    }

    private Polynomial? InitialOf(Call call, Place on)
    {
        if (interpreter.State is { } state && state.Stored.TryGetValue(InitialAt(on), out Value? stored))
            return stored.Number;
        ISymbol? member = on.Path is [.., FieldSelector { Field: var field }] ? field : on.Root.Symbol;
        IOperation? made = member is null ? null : interpreter.Bodies.InitialValueOf(member, interpreter.CancellationToken);
        while (made is IConversionOperation conversion)
            made = conversion.Operand;
        return made switch
        {
            IObjectCreationOperation { Arguments: [] } => Polynomial.Zero,
            IObjectCreationOperation { Arguments: [{ Value.ConstantValue: { HasValue: true, Value: bool isSet } }, ..] } => Polynomial.Of(isSet ? 1 : 0),
            IObjectCreationOperation { Arguments: [{ Value: var count }, ..] } => Arithmetic.Constant(count),
            _ => null,
        };
    }

    /// <summary>What tells that no more is sent.</summary>
    public Place ClosingOf(Place channel) => channel.Then(new FieldSelector(interpreter.Bodies.Compilation.GetSpecialType(SpecialType.System_Void)));

    private Place InitialAt(Place on) => on.Then(new FieldSelector(interpreter.Bodies.Compilation.GetSpecialType(SpecialType.System_Object)));
}
