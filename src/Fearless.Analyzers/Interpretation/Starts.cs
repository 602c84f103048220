using Fearless.Analyzers.Knowledge;
using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Fearless.Analyzers.Strands;

namespace Fearless.Analyzers.Interpretation;

/// <summary>Where strands begin, and where they are waited for.</summary>
internal sealed class Starts(Interpreter interpreter)
{
    public bool Handles(Call call) =>
        (call.Method.Name == "Start" && call.Receiver is { Strands.IsEmpty: false })
        || interpreter.Knowledge.StartsOf(call.Method).Any(start => Bodies(call, start).Any());

    /// <summary>Executes the bodies that a call is given, each as the knowledge base says.</summary>
    public Value Begin(Call call)
    {
        IReadOnlyList<Start> starts = interpreter.Knowledge.StartsOf(call.Method);
        if (starts.Count == 0)
        {
            foreach (Strand strand in WithHeld(call.Receiver!).Strands)
                Launch(strand);
            return Value.Unknown;
        }
        if (starts.Any(static start => start.Continues))
            Await(call.Receiver ?? Value.Unknown);
        var begun = new List<Strand>();
        var results = new List<Value>();
        foreach (Start start in starts)
        {
            foreach (Closure closure in Bodies(call, start))
            {
                var run = new BodyRun(interpreter, call, start, closure, begun.Count);
                if (start.Lifetime == Lifetime.Inline)
                    run.InPlace();
                else
                    begun.Add(run.AsStrand());
                results.Add(run.Result);
            }
        }
        return Finish(call, starts[0], begun, results);
    }

    /// <summary>A strand begins to run: beside its own instances, and beside all that runs already.</summary>
    public void Launch(Strand strand) => Launch(strand, interpreter.State?.Live ?? []);

    /// <summary>A strand begins to run, beside its own instances and some of what runs already.</summary>
    public void Launch(Strand strand, ImmutableHashSet<Strand> beside)
    {
        if (interpreter.State is not { } state || state.Live.Contains(strand))
            return;
        interpreter.HasStarted = true;
        if (strand.IsMany)
            interpreter.Races.CompareInstances(strand);
        foreach (Strand other in beside)
            interpreter.Races.CompareStrands(strand, other);
        interpreter.State = state with { Live = state.Live.Add(strand) };
    }

    /// <summary>Waits for all strands that a value stands for; what they started and did not wait for goes on.</summary>
    public Value Await(Value value)
    {
        if (interpreter.State is { } state)
        {
            ImmutableHashSet<Strand> ended = WithHeld(value).Strands;
            interpreter.State = state with
            {
                Live = state.Live.Except(ended).Union(ended.SelectMany(static strand => strand.Children)),
                Timing = ended.All(state.Live.Contains) ? state.Timing : state.Timing with { Joined = state.Timing.Joined.Union(ended.Except(state.Live)) },
            };
            if (value.Completion is { } completion)
                interpreter.Signaling.Await(completion);
        }
        return value with { Strands = [] };
    }

    /// <summary>A value with the strands that the object holds, such as those of a list of tasks.</summary>
    public Value WithHeld(Value value)
    {
        if (interpreter.State is not { Handles.IsEmpty: false } state)
            return value;
        foreach (Place place in value.Places)
        {
            // An element that is reached by counting stands for each of them.
            Place holder = value.Strands.IsEmpty && place.Path is [.., ElementSelector element] && IsCounted(element) ? place.Owner : place;
            if (state.Handles.TryGetValue(holder, out var held))
                value = value with { Strands = value.Strands.Union(held) };
        }
        return value;
    }

    /// <summary>Whether code, or a strand that can be waited for, is in an object, or in one that is reached from there.</summary>
    public bool OrCodeIsReachedFrom(Value value)
    {
        if (interpreter.State is not { HoldsWork: true } state)
            return false;
        var seen = new HashSet<Root>(value.Places.Select(static place => place.Root));
        var waiting = new Queue<Root>(seen);
        while (waiting.Count > 0)
        {
            Root root = waiting.Dequeue();
            if (state.Handles.Keys.Any(holder => holder.Root == root))
                return true;
            foreach (Value stored in state.Stored.Where(entry => entry.Key.Root == root).Select(static entry => entry.Value))
            {
                if (!stored.Strands.IsEmpty || !stored.Closures.IsEmpty)
                    return true;
                foreach (Place next in stored.Places.Where(next => seen.Add(next.Root)))
                    waiting.Enqueue(next.Root);
            }
        }
        return false;
    }

    private static bool IsCounted(ElementSelector element) =>
        element.Indices.Any(static index => index is not null && index.Terms.Any(static term => term is Symbol { Family: not null }));

    private static IEnumerable<Closure> Bodies(Call call, Start start) =>
        call.Arguments
            .Where(argument => argument.Name == start.Parameter || start.Parameter == "*")
            .SelectMany(static argument => argument.Value.Closures);

    private Value Finish(Call call, Start start, List<Strand> begun, List<Value> results)
    {
        for (int index = 0; index < begun.Count; index++)
        {
            Strand strand = begun[index];
            if (start.Lifetime == Lifetime.Unstarted)
                continue;
            for (int other = 0; other < index && (start.IsBeside || start.IsStage); other++)
                interpreter.Races.CompareStrands(strand, begun[other]);
            foreach (Strand stage in call.Receiver?.Stages ?? (call.Arguments.Count > 0 ? call.Arguments[0].Value.Stages : []))
                interpreter.Races.CompareStrands(strand, stage);
            ImmutableHashSet<Strand>? live = interpreter.State?.Live;
            Launch(strand);
            if (start.Lifetime == Lifetime.Call && interpreter.State is { } running)
                interpreter.State = running with { Live = live!.Union(strand.Children) };
        }
        if (start.EndsScope)
            EndScope();
        Value result = start switch
        {
            { Lifetime: Lifetime.Inline } => results.LastOrDefault() ?? Value.Unknown,
            { IsMany: true } => Value.Unknown,
            _ => Returned(call, results),
        };
        if (start.IsStage)
            return Query(call, begun, results);
        return start.Lifetime is Lifetime.Handle or Lifetime.Unstarted or Lifetime.Scope
            ? (result.Places.IsEmpty || begun.Exists(static strand => strand.IsMany) ? interpreter.Fresh(call.Method.Name) : result) with { Strands = [.. begun] }
            : result;
    }

    // What the only body returned, or each of two: whoever has the handle gets it in the end.
    private static Value Returned(Call call, List<Value> results) =>
        call.Method.ReturnType.IsTupleType ? new Value { Parts = [.. results] } : results is [var only] ? only : Value.Unknown;

    private void EndScope()
    {
        if (interpreter.State is { } state)
            interpreter.State = state with { Live = [.. state.Live.Where(static strand => !strand.IsScoped)] };
    }

    // A query of which one more stage is known; its items are the source's where the stage only drops some.
    private Value Query(Call call, List<Strand> begun, List<Value> results)
    {
        Value source = call.Receiver ?? call.Arguments[0].Value;
        bool keepsItems = call.Method.Name is "Where" or "Inspect" or "TakeWhile" or "SkipWhile" or "OrderBy" or "OrderByDescending";
        return interpreter.Fresh(call.Method.Name) with
        {
            Places = [],
            Items = keepsItems ? Library.ItemsOf(source) : OwnItems.From(results, interpreter.Scope),
            Stages = [.. source.Stages, .. begun],
        };
    }
}
