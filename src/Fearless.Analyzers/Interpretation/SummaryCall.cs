using Fearless.Analyzers.Conflicts;
using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Fearless.Analyzers.Strands;

namespace Fearless.Analyzers.Interpretation;

/// <summary>Carries a summary over to a call: its numbers and objects become those of the arguments.</summary>
internal sealed class SummaryCall
{
    private readonly Interpreter _interpreter;
    private readonly Summary _summary;
    private readonly Call _call;
    private readonly Substitution _substitution;

    public SummaryCall(Interpreter interpreter, Summary summary, Call call)
    {
        (_interpreter, _summary, _call) = (interpreter, summary, call);
        _substitution = new Substitution(summary.Scope, interpreter.Scope);
        _substitution.Give(summary.This, (call.Receiver ?? interpreter.Calls.This).Places, null, null);
        foreach (KeyValuePair<ISymbol, Root> own in summary.OwnStatics)
            _substitution.Give(own.Value, [new Place(interpreter.Recorder.OwnStatic((IFieldSymbol)own.Key))], null, null);
        foreach (Argument argument in call.Arguments)
            Give(argument);
    }

    public Value Apply()
    {
        if (_interpreter.State is not { } state)
            return Value.Unknown;
        _interpreter.Unchecked.UnionWith(_summary.Unchecked);
        _interpreter.HasStarted |= _summary.HasStarted;
        foreach (Access access in _summary.Accesses.SelectMany(access => Strand.Replace(access, _substitution)).SelectMany(Resolve))
            _interpreter.Record(access with { Locks = access.Locks.And(state.Locks), Facts = access.Facts.And(state.Facts), Timing = access.Timing.After(state.Timing) });
        foreach (Doubt doubt in _summary.Doubts)
        {
            if (doubt.Map(place => _substitution.Apply(place).SelectMany(Found)) is { } here)
                _interpreter.Recorder.Add(here);
        }
        var started = _summary.Live.ToDictionary(static strand => strand, strand => strand.Replace(_substitution).Map(access => Resolve(access with { Timing = access.Timing.After(state.Timing.ForStrand()) })));
        foreach (Strand strand in started.Values)
            _interpreter.Starts.Launch(strand);
        Put();
        Tell(state);
        Value result = _summary.Result;
        return new Value
        {
            Places = [.. result.Places.SelectMany(place => _substitution.Apply(place)).SelectMany(Found)],
            Number = result.Number is null ? null : _substitution.Apply(result.Number),
            Offset = result.Offset is null ? null : _substitution.Apply(result.Offset),
            Length = result.Length is null ? null : _substitution.Apply(result.Length),
            Strands = [.. result.Strands.Select(strand => started.TryGetValue(strand, out Strand? mine) ? mine : strand)],
            Closures = result.Closures,
        };
    }

    // What was known of the places that it has written is not known any more, but where it has put what it was given.
    private void Put()
    {
        foreach (Place written in _summary.Accesses.Where(static access => access.IsWrite).SelectMany(access => _substitution.Apply(access.Place)).SelectMany(place => _interpreter.Heap.Resolve(place)))
            _interpreter.Heap.Forget(written);
        foreach (KeyValuePair<Place, Value> put in _summary.Puts)
        {
            var item = new Value { Places = [.. put.Value.Places.SelectMany(place => _substitution.Apply(place)).SelectMany(Found)] };
            foreach (Place cell in _substitution.Apply(put.Key).SelectMany(place => _interpreter.Heap.Resolve(place)))
                _interpreter.Heap.Put(cell, item);
        }
    }

    // What it has written for others to read, and what it has read.
    private void Tell(State before)
    {
        foreach (WordWrite write in _summary.Writes.SelectMany(write => write.Replace(_substitution)))
        {
            foreach (Place word in _interpreter.Heap.Resolve(write.On))
                _interpreter.Words.Add(write with { On = word });
        }
        if (_interpreter.State is { } state)
            _interpreter.State = state with { Timing = _summary.Timing.Replace(_substitution).After(before.Timing) };
        _interpreter.Assume(_substitution.Apply(_summary.Learnt));
    }

    // A result is an object, and its path the reference that leads there.
    private IEnumerable<Place> Found(Place result) =>
        result.Path.IsEmpty ? [result] : _interpreter.Heap.Resolve(result).SelectMany(_interpreter.Heap.Dereference);

    // What the caller has stored in its objects, the method finds there.
    private IEnumerable<Access> Resolve(Access access)
    {
        LockSet locks = access.Locks.Replace(place => Found(place).Take(2).ToArray() is [var only] ? only : null);
        return _interpreter.Heap.Resolve(access.Place).Select(place => access with { Place = place, Locks = locks });
    }

    private void Give(Argument argument)
    {
        if (argument.Parameter?.OriginalDefinition is not IParameterSymbol parameter)
            return;
        if (_summary.Numbers.TryGetValue(parameter, out Symbol? number))
            _substitution.Give(number, argument.Value.Number ?? Polynomial.Of(new Symbol(number.Name, _interpreter.Scope, number.IsNatural)));
        else if (_summary.Objects.TryGetValue(parameter, out Root? root))
            _substitution.Give(root, argument.Value.Places, argument.Value.Offset, argument.Value.Length);
    }
}
