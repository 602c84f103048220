using Fearless.Analyzers.Knowledge;
using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Fearless.Analyzers.Strands;

namespace Fearless.Analyzers.Interpretation;

/// <summary>Executes one body that a library was given: in place, or as a strand with an execution of its own.</summary>
internal sealed class BodyRun(Interpreter interpreter, Call call, Start start, Closure closure, int index)
{
    // What a body is given to talk to its surroundings; no data.
    private static readonly HashSet<string> Contexts =
        ["ThreadScope", "ParScope", "ParallelLoopState", "CancellationToken", "BroadcastContext", "ForkContext"];

    /// <summary>What the body returned.</summary>
    public Value Result { get; private set; } = Value.Unknown;

    public void InPlace()
    {
        if (interpreter.State is not { } before)
            return;
        Place? locked = start.Lock is not null && call.Receiver is { Places: [var place] } ? place : null;
        if (locked is not null)
            interpreter.State = before with { Locks = before.Locks.With(locked, start.Lock!.Value) };
        Value guarded = locked is null ? Value.Unknown : Value.Of(locked.Then(ContentSelector.Instance));
        Result = interpreter.Calls.InvokeClosure(closure, Bind(interpreter.Scope, guarded), Awaiting.AtOnce);
        if (locked is not null && interpreter.State is { } after)
            interpreter.State = after with { Locks = after.Locks.Without(locked) };
    }

    public Strand AsStrand()
    {
        var scope = new Scope(interpreter.Scope);
        State before = interpreter.State!;
        Recorder outer = interpreter.Recorder;
        interpreter.Recorder = new Recorder(scope);
        AsyncRun? outerAsync = interpreter.AsyncRun;
        interpreter.AsyncRun = null;
        interpreter.State = before with { Live = [], Locks = LockSet.None, Read = [], Timing = before.Timing.ForStrand(), Variables = start.Items is null ? before.Variables : CapturedByItems(before.Variables, scope) };
        (object outerSite, var repetitions) = (interpreter.Signaling.Site, interpreter.Signaling.Repetitions);
        interpreter.Signaling.Site = (call.At, index);
        if (start.IsMany)
            interpreter.Signaling.Repetitions = repetitions.Push(new Repetition(scope, Instances()));
        Result = interpreter.In(scope, () => interpreter.Calls.InvokeClosure(closure, Bind(scope, Value.Unknown), Awaiting.AtOnce));
        (interpreter.Signaling.Site, interpreter.Signaling.Repetitions) = (outerSite, repetitions);
        interpreter.AsyncRun = outerAsync;
        var strand = new Strand(call.At!, scope, interpreter.Recorder.Accesses)
        {
            IsMany = start.IsMany,
            IsScoped = start.Lifetime == Lifetime.Scope,
            Children = [.. interpreter.State?.Live ?? []],
        };
        interpreter.InDoubt.AddRange(interpreter.Recorder.Doubts);
        interpreter.Recorder = outer;
        Merge(before, scope);
        Keep(strand, before);
        return strand;
    }

    // Code among the items was made in rounds that are over: each item has captured the variables of a round of its own.
    private static ImmutableDictionary<ISymbol, Slot> CapturedByItems(ImmutableDictionary<ISymbol, Slot> variables, Scope scope)
    {
        var rounds = new Dictionary<Scope, Substitution>();
        foreach (KeyValuePair<ISymbol, Slot> variable in variables)
        {
            if (variable.Value.Root.Scope is not { } round || round.Contains(scope))
                continue;
            if (!rounds.TryGetValue(round, out Substitution? own))
                rounds.Add(round, own = new Substitution(round, scope));
            Value value = variable.Value.Value;
            Value ofItem = value with
            {
                Places = [.. value.Places.SelectMany(place => own.Apply(place))],
                Number = value.Number is null ? null : own.Apply(value.Number),
                Offset = value.Offset is null ? null : own.Apply(value.Offset),
                Length = value.Length is null ? null : own.Apply(value.Length),
            };
            variables = variables.SetItem(variable.Key, new Slot(own.Apply(variable.Value.Root), ofItem));
        }
        return variables;
    }

    private Polynomial? Instances() =>
        start.Counter is var (from, to) && call.ValueOf(from)?.Number is { } first && call.ValueOf(to)?.Number is { } last ? last - first : null;

    // What the body did to variables may have happened already, or not yet.
    private void Merge(State before, Scope scope)
    {
        State merged = interpreter.State is { } after ? before.Join(after, scope) : before;
        interpreter.State = before with { Variables = merged.Variables, Stored = merged.Stored, Handles = merged.Handles };
    }

    // What a body does, whoever started it does, too, in the eyes of those who run beside both.
    private void Keep(Strand strand, State before)
    {
        LockSet locks = start.Lifetime == Lifetime.Call ? before.Locks : LockSet.None;
        foreach (Access access in strand.Accesses)
        {
            Scope? execution = start.Lifetime == Lifetime.Call ? access.Execution : access.Execution ?? strand.Scope;
            interpreter.Recorder.Add(access with { Locks = access.Locks.And(locks), Execution = execution });
        }
    }

    private ImmutableArray<Value> Bind(Scope scope, Value first)
    {
        var given = new Queue<Value>(Given(scope));
        if (!first.Places.IsEmpty)
            given.Enqueue(first);
        var arguments = ImmutableArray.CreateBuilder<Value>();
        foreach (IParameterSymbol parameter in closure.Method.Parameters)
        {
            bool isContext = Contexts.Contains(parameter.Type.Name);
            arguments.Add(isContext || given.Count == 0 ? Other(parameter, scope) : given.Dequeue());
        }
        return arguments.ToImmutable();
    }

    private IEnumerable<Value> Given(Scope scope)
    {
        var count = Polynomial.Of(new Symbol("iteration", scope, isNatural: true, family: new object()));
        if (start.Counter is var (from, to))
        {
            Polynomial first = call.ValueOf(from)?.Number ?? Polynomial.Of(new Symbol(from, null));
            interpreter.Assume(Facts.None.WithNotNegative(count));
            if (call.ValueOf(to)?.Number is { } last)
                interpreter.Assume(Facts.None.WithNotNegative(last - first - Polynomial.One - count).WithNotNegative(last - first - Polynomial.One));
            yield return Value.Of(first + count);
        }
        else if (start.Items is { } items && call.ValueOf(items) is { } source)
        {
            foreach (Value item in Items(source, count, scope))
                yield return item;
        }
        foreach (string name in start.Arguments)
        {
            if (call.ValueOf(name) is { } argument)
                yield return argument;
        }
    }

    private IEnumerable<Value> Items(Value source, Polynomial count, Scope scope)
    {
        int parameters = closure.Method.Parameters.Length;
        bool isIndexed = parameters > 1 && Arithmetic.IsNumber(closure.Method.Parameters[parameters - 1].Type)
            && call.Method.Name is "ForEach" or "Select" or "Where" or "SelectMany";
        // A body of two items folds or zips, and which is which depends on the method: nothing is said of them.
        bool isFold = parameters > 1 && !isIndexed && call.Method.Name is not ("ForEach" or "ForEachAsync");
        if (isFold)
            yield break;
        yield return interpreter.Calls.ItemOf(source, null, count, scope) with { Strands = [] };
        if (isIndexed)
            yield return Value.Of(count);
    }

    // An accumulator, a state of one worker: its own.
    private static Value Other(IParameterSymbol parameter, Scope scope) =>
        Arithmetic.IsNumber(parameter.Type) ? Value.Unknown : Value.Of(new Root(RootKind.Fresh, parameter.Name, parameter, scope));
}
