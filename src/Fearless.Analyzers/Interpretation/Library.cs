using Fearless.Analyzers.Knowledge;
using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Interpretation;

/// <summary>Calls of methods whose code is not there: what they do, by the knowledge base.</summary>
internal sealed class Library(Interpreter interpreter)
{
    private readonly LibraryResults _results = new(interpreter);
    private readonly Permits _permits = new(interpreter);

    private KnowledgeBase Knowledge => interpreter.Knowledge;

    public Value Invoke(Call call)
    {
        if (interpreter.State is null)
            return Value.Unknown;
        if (Knowledge.AtomicReadOf(call.Method) is { } onlyReads)
            return Atomic(call, onlyReads ? AccessKind.AtomicRead : AccessKind.AtomicWrite);
        if (Knowledge.SignalOf(call.Method) is { } signal && interpreter.Signaling.Execute(call, signal))
            return interpreter.Fresh(call.Method.Name);
        if (Knowledge.LocksOf(call.Method) is { Count: > 0 } locks)
            return Lock(call, locks[0]);
        if (interpreter.Starts.Handles(call))
            return interpreter.Starts.Begin(call);
        if (Knowledge.JoinOf(call.Method) is { } joined)
            return Join(call, joined);
        interpreter.Doubts.OfLibrary(call);
        interpreter.ImplicitCalls.Print(call);
        foreach (Argument unknown in call.Arguments.Where(argument => argument.Value.Closures.IsEmpty && IsStarted(call, argument)))
            interpreter.Doubts.OfStart(unknown);
        ReadAndWrite(call);
        Value fromClosures = CallBack(call);
        return _results.Of(call, fromClosures);
    }

    public Value Create(Call call, Value created)
    {
        if (interpreter.Starts.Handles(call))
            return interpreter.Starts.Begin(call) with { Places = created.Places };
        if (Knowledge.ResultOf(call.Method) is not null)
            return _results.Of(call with { Receiver = null }, Value.Unknown);
        _permits.Keep(call, created.Places[0]);
        interpreter.Signaling.Keep(call, created.Places[0]);
        ReadAndWrite(call);
        CallBack(call);
        foreach (Argument argument in call.Arguments)
            interpreter.Places.KeepHandles(created.Places[0], interpreter.Starts.WithHeld(argument.Value));
        return created with { Items = call.Arguments.Select(static argument => argument.Value.Items).FirstOrDefault(static items => items is not null) };
    }

    /// <summary>A call of which nothing is known: it is taken to leave alone what it is given, but for what it is given to change.</summary>
    public Value Forget(Call call)
    {
        foreach (Argument argument in call.Arguments)
            WriteBack(call, argument);
        return interpreter.Fresh(call.Method.Name);
    }

    /// <summary>The items of something enumerable.</summary>
    public static Sequence? ItemsOf(Value value) =>
        value.Items ?? (value.Places.IsEmpty ? null : new ElementsOf(value.Places, value.Offset ?? Polynomial.Zero));

    /// <summary>Enumerating something reads it.</summary>
    public void ReadContent(IOperation code, Value collection, Polynomial count)
    {
        bool isArray = code is IConversionOperation conversion ? conversion.Operand.Type is IArrayTypeSymbol : code.Type is IArrayTypeSymbol;
        ITypeSymbol? type = code is IConversionOperation converted ? converted.Operand.Type : code.Type;
        bool isCollection = Knowledge.FactOf(type) is { Sharing: Sharing.Collection };
        if (collection.Items is not null || (!isArray && !isCollection))
            return;
        foreach (Place place in collection.Places)
        {
            Selector selector = isArray ? new ElementSelector([count]) : ContentSelector.Instance;
            interpreter.Record(place.Then(selector), AccessKind.Read, code.Syntax, Places.NameOf(code), isArray ? null : "foreach");
        }
    }

    private bool IsStarted(Call call, Argument argument) =>
        argument.Parameter is { } parameter && Knowledge.IsCode(parameter.Type) && Knowledge.StartsOf(call.Method).Any(start => start.Parameter == argument.Name);

    private Value Atomic(Call call, AccessKind kind)
    {
        foreach (Argument argument in call.Arguments)
        {
            if (argument.Location is { } location)
                interpreter.Places.Record(location, kind, argument.Operation.Syntax);
        }
        if (call.Arguments is [{ Location: { } word, Operation: { Type: var type, Syntax: var at } }, ..] && interpreter.Words.Is(word, type))
        {
            Value result = interpreter.Words.Update(call, word, at);
            if (kind == AccessKind.AtomicWrite)
                interpreter.Places.Forget(word);
            return result;
        }
        // A new object that is put there is found there from now on.
        if (kind == AccessKind.AtomicWrite && call.Arguments is [{ Location: { Places: [var cell] } }, { Value: { Places.IsEmpty: false } put }, ..])
            interpreter.Heap.Publish(cell, put);
        // What is exchanged is nobody else's any more. What is only read, or compared, stays where others find it.
        return call.Method.Name != "Exchange" && call.Arguments is [{ Location: { } read, Operation: { Type.IsReferenceType: true } operation }, ..]
            ? new Value { Places = interpreter.Places.ValueAt(read, operation.Type, operation.Syntax).Places }
            : interpreter.Fresh(call.Method.Name);
    }

    private Value Lock(Call call, LockFact fact)
    {
        Value? locked = call.ValueOf(fact.Parameter);
        foreach (Argument argument in call.Arguments)
            WriteBack(call, argument);
        if (locked is not { Places: [var place] } || interpreter.State is not { } state || !_permits.IsOne(call, place))
            return Value.Unknown;
        // `Read(body)` of a guarded value is no guard: its body is executed under the lock.
        if (interpreter.Starts.Handles(call))
            return interpreter.Starts.Begin(call);
        if (!fact.IsRelease && TriedLocks.Is(call.Method))
            return interpreter.TriedLocks.Keep(call, new TriedLock(place, fact.Mode));
        interpreter.HasReleased |= fact.IsRelease && !state.Locks.Held.ContainsKey(place);
        interpreter.State = state with { Locks = fact.IsRelease ? state.Locks.Without(place) : state.Locks.With(place, fact.Mode) };
        return fact.ReturnsGuard ? new Value { Releases = place } : Value.Unknown;
    }

    private Value Join(Call call, string what)
    {
        if (what == "receiver")
            return interpreter.Starts.Await(call.Receiver ?? Value.Unknown);
        foreach (Argument argument in call.Arguments)
            interpreter.Starts.Await(argument.Value);
        return Value.Unknown;
    }

    private void ReadAndWrite(Call call)
    {
        TypeFact? fact = Knowledge.FactOf(call.Method.ContainingType);
        string by = $"{call.Method.ContainingType?.Name}.{call.Method.Name}";
        if (call is { Receiver: { } receiver, Method.IsStatic: false, Method.MethodKind: not MethodKind.Constructor }
            && fact is { Sharing: Sharing.Collection or Sharing.Exclusive })
        {
            AccessKind kind = fact.Sharing == Sharing.Collection && fact.Readers.Contains(call.Method.Name) ? AccessKind.Read : AccessKind.Write;
            string name = call.Operation is IInvocationOperation { Instance: { } instance } ? Places.NameOf(instance) : call.Method.Name;
            foreach (Place place in receiver.Places)
                interpreter.Record(place.Then(ContentSelector.Instance), kind, call.At!, name, by);
        }
        if (Knowledge.EffectOf(call.Method) is { } effect)
        {
            Touch(effect.Reads, AccessKind.Read);
            Touch(effect.Writes, AccessKind.Write);
            Put(call, effect);
        }
        foreach (Argument argument in call.Arguments)
            WriteBack(call, argument);

        void Touch(IEnumerable<string> parameters, AccessKind kind)
        {
            foreach (string parameter in parameters)
            {
                if (call.ValueOf(parameter) is { Items: null } value)
                    TouchAll(value, kind, call, parameter, by);
            }
        }
    }

    private void Put(Call call, EffectFact effect)
    {
        foreach (Value item in effect.Adds.Select(call.ValueOf).OfType<Value>())
        {
            foreach (Place place in call.Receiver?.Places ?? [])
            {
                interpreter.Heap.PutSomewhere(place, item);
                interpreter.Heap.KeepCode(place.Then(ContentSelector.Instance), item);
            }
        }
        foreach (Value item in effect.Fills.Select(call.ValueOf).OfType<Value>())
        {
            foreach (Place place in effect.Writes.Select(call.ValueOf).OfType<Value>().SelectMany(static value => value.Places))
                interpreter.Heap.PutEverywhere(place, item);
        }
    }

    // All elements of an array or a slice: some element, of which only the bounds are known.
    private void TouchAll(Value value, AccessKind kind, Call call, string parameter, string by)
    {
        var element = Polynomial.Of(new Symbol("element", interpreter.Scope));
        Facts facts = interpreter.State!.Facts.WithNotNegative(element - (value.Offset ?? Polynomial.Zero));
        if (value.Length is { } length)
            facts = facts.WithNotNegative((value.Offset ?? Polynomial.Zero) + length - Polynomial.One - element);
        string name = call.Find(parameter) is { Operation: { } operation } ? Places.NameOf(operation) : parameter;
        foreach (Place place in value.Places)
        {
            Place touched = place.Then(new ElementSelector([element]));
            if (!interpreter.State.Live.IsEmpty || !interpreter.Recorder.Owns(place.Root))
                interpreter.Record(new Access(touched, kind, interpreter.State.Locks, facts, call.At!, name, by) { Timing = interpreter.State.Timing });
        }
    }

    private void WriteBack(Call call, Argument argument)
    {
        if (argument is { Location: { } location, Parameter.RefKind: RefKind.Ref or RefKind.Out })
            interpreter.Places.Write(location, Value.Unknown, argument.Operation?.Type ?? argument.Parameter.Type, argument.Operation?.Syntax ?? call.At!);
    }

    // A library that is given code is taken to execute it, any number of times, before it returns.
    private Value CallBack(Call call)
    {
        Value result = Value.Unknown;
        foreach (Argument argument in call.Arguments.Where(static argument => !argument.Value.Closures.IsEmpty))
        {
            Value source = call.Receiver ?? call.Arguments[0].Value;
            Value value = interpreter.Loops.Repeat(
                null,
                argument.Operation,
                (scope, count) => interpreter.Calls.InvokeAll(argument.Value.Closures, ArgumentsFor(argument.Value.Closures, interpreter.Calls.ItemOf(source, null, count, scope))),
                number: "item");
            result = result.Join(value, interpreter.Either);
        }
        return result;
    }

    private static ImmutableArray<Value> ArgumentsFor(ImmutableArray<Closure> closures, Value item) =>
        closures.Any(static closure => closure.Method.Parameters.Length == 1) ? [item] : [];
}
