using Fearless.Analyzers.Conflicts;
using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Interpretation;

/// <summary>
/// Reads and writes the numbers by which executions tell one another where they are. What is read atomically, or under a lock, is a number of
/// its own each time: who learns what it is, learns what its writer did before.
/// </summary>
internal sealed class SharedWords(Interpreter interpreter)
{
    // What the updates of one step would write, and what they would have to find for that.
    private readonly Dictionary<Symbol, (Polynomial? Written, Polynomial? Found)> _swaps = [];

    /// <summary>Whether a word was taken, so that whoever calls the code may have it.</summary>
    public bool HasSwapped { get; private set; }

    // Whether nothing is kept of what is written, and nothing compared, and whether something else runs all the same.
    private bool _isPaused, _isBeside;

    /// <summary>What is known here of what was read.</summary>
    public Facts Learnt =>
        interpreter.State?.Facts.Where(static fact => fact.Terms.Any(static term => term is Symbol { Reading: not null })) ?? Facts.None;

    private Words Words => interpreter.Races.Signals.Words;

    /// <summary>Whether something may be read as a word: a number or a flag, at one place that others may have, too.</summary>
    public bool Is(Location location, ITypeSymbol? type) =>
        location is { Accessor: null, Known: null, IsReadOnly: false, Places: [{ Path: var path } place] } && Arithmetic.HasNumber(type)
        && !path.Any(static step => step is ElementSelector or ContentSelector) && interpreter.State is { } state && (!state.Live.IsEmpty || _isBeside || !interpreter.Recorder.Owns(place.Root));

    /// <summary>Executes code once more, for the numbers in it: nothing is compared, and nothing kept of what it writes.</summary>
    public T Paused<T>(Func<T> action)
    {
        (bool outerPause, bool outerBeside) = (_isPaused, _isBeside);
        if (interpreter.State is { } state)
        {
            (_isPaused, _isBeside) = (true, outerBeside || !state.Live.IsEmpty);
            interpreter.State = state with { Live = [] };
        }
        T result = action();
        (_isPaused, _isBeside) = (outerPause, outerBeside);
        return result;
    }

    /// <summary>Reads a word atomically.</summary>
    public Value Read(Location location) => Value.Of(Polynomial.Of(Observe(location.Places[0])));

    /// <summary>Reads a word under a lock; <see langword="null"/> where none is held. As long as it is, others do not write the word.</summary>
    public Value? ReadUnderLock(Location location)
    {
        if (interpreter.State is not { Locks.IsEmpty: false } state)
            return null;
        Place word = location.Places[0];
        ImmutableDictionary<Place, Polynomial> known = KnownIn(state);
        if (known.TryGetValue(word, out Polynomial? number))
            return Value.Of(number);
        var read = Polynomial.Of(Observe(word));
        interpreter.State = interpreter.State with { Section = new Section(state.Locks, known.Add(word, read)) };
        return Value.Of(read);
    }

    /// <summary>Writes a word.</summary>
    public void Write(Location location, Value value, SyntaxNode at)
    {
        if (interpreter.State is not { } state)
            return;
        Place word = location.Places[0];
        ImmutableDictionary<Place, Polynomial> known = KnownIn(state);
        // What was read under the lock and written again is one step.
        Polynomial? step = value.Number is { } written && known.TryGetValue(word, out Polynomial? before) ? written - before : null;
        if (step is { Value: not null and not 0 } && value.Number!.Terms.OfType<Symbol>().FirstOrDefault() is { Reading.Draw: { Step: null } draw })
        {
            draw.Step = step;
            state = state with { Timing = state.Timing with { Drawn = state.Timing.Drawn.Add(draw) } };
            interpreter.State = state;
        }
        Add(location, at, value.Number, step?.Value is null ? null : step, location.IsVolatile || !state.Locks.IsEmpty);
        if (!state.Locks.IsEmpty && interpreter.State is { } after)
            interpreter.State = after with { Section = new Section(state.Locks, value.Number is { } number ? known.SetItem(word, number) : known.Remove(word)) };
    }

    /// <summary>Does what a method does that reads or writes atomically.</summary>
    public Value Update(Call call, Location location, SyntaxNode at)
    {
        Polynomial? given = call.Arguments.Count > 1 ? call.Arguments[1].Value.Number : null;
        switch (call.Method.Name)
        {
            case "Read":
                return Read(location);
            case "Increment":
                return Move(location, at, Polynomial.One);
            case "Decrement":
                return Move(location, at, -Polynomial.One);
            case "Add":
                return Move(location, at, given);
            case "Exchange":
                return Swap(location, at, given, null);
            case "CompareExchange":
                return Swap(location, at, given, call.Arguments[2].Value.Number);
            default:
                Add(location, at, call.Method.Name == "Write" ? given : null, null, orders: true);
                return Value.Unknown;
        }
    }

    /// <summary>Something has become known: perhaps that a word is one's own.</summary>
    public void Learn(Facts facts)
    {
        foreach (Polynomial zero in facts.Zero)
            Learn(zero, ClaimOf);
        foreach (Polynomial difference in facts.NotZero)
            Learn(difference, (read, value) => _swaps.TryGetValue(read, out var swap) && swap.Found is null && value.Equals(swap.Written) ? new Claim(ClaimKind.Entered, value) : null);
    }

    private void Learn(Polynomial difference, Func<Symbol, Polynomial, Claim?> claimOf)
    {
        foreach (Symbol read in difference.Terms.OfType<Symbol>())
        {
            long times = difference.Coefficient(Monomial.Of(read));
            if (read.Reading is not { } reading || Math.Abs(times) != 1 || interpreter.State is not { } state || !state.Read.Contains(read))
                continue;
            Polynomial rest = difference - Polynomial.Of(read) * Polynomial.Of(times);
            if (claimOf(read, times == 1 ? -rest : rest) is { } claim)
                interpreter.State = state with { Timing = state.Timing with { Claims = state.Timing.Claims.SetItem(reading.From, claim) } };
        }
    }

    /// <summary>A method that is called has written words.</summary>
    public void Add(WordWrite write)
    {
        if (interpreter.State is not { } state || _isPaused)
            return;
        write = write with
        {
            Writer = interpreter.Recorder.Owner,
            Site = interpreter.Signaling.Site,
            Times = write.Times?.Value == 1 ? interpreter.Signaling.TimesOf(interpreter.Recorder.Owner, write.On) : null,
            Repeated = interpreter.Signaling.RepeatedAround(interpreter.Recorder.Owner, write.On),
            Facts = write.Facts.And(state.Facts),
            Timing = write.Timing.After(state.Timing),
            IsAlone = write.IsAlone && interpreter.IsAlone,
        };
        if (!write.IsAlone || Words.AreWritten(write.On))
            Words.Add(write, () => NumberAt(write.On));
        interpreter.State = state with { Read = [.. state.Read.Where(read => !read.Reading!.From.Equals(write.On))], Section = Section.None };
    }

    private Claim? ClaimOf(Symbol read, Polynomial value)
    {
        if (!_swaps.TryGetValue(read, out var swap))
            return new Claim(ClaimKind.Turn, value);
        if (swap.Written is not { } written || (written - value).Value is null or 0)
            return null;
        return swap.Found is null ? new Claim(ClaimKind.Entered, written) : swap.Found.Equals(value) ? new Claim(ClaimKind.Taken, value) : null;
    }

    private Symbol Observe(Place word, Polynomial? step = null)
    {
        var draw = new Draw(interpreter.Scope) { Step = step };
        var read = new Symbol(word.ToString(), interpreter.Scope) { Reading = new Reading(word, draw) };
        if (interpreter.State is { } state)
        {
            Timing timing = step is null ? state.Timing : state.Timing with { Drawn = state.Timing.Drawn.Add(draw) };
            interpreter.State = state with { Read = state.Read.Add(read), Timing = timing };
        }
        return read;
    }

    private Value Move(Location location, SyntaxNode at, Polynomial? step)
    {
        Add(location, at, null, step, orders: true);
        return Value.Of(Polynomial.Of(Observe(location.Places[0], step?.Value is null ? null : step)));
    }

    private Value Swap(Location location, SyntaxNode at, Polynomial? written, Polynomial? found)
    {
        Add(location, at, written, null, orders: true);
        HasSwapped = true;
        Symbol read = Observe(location.Places[0]);
        _swaps.Add(read, (written, found));
        return Value.Of(Polynomial.Of(read));
    }

    private void Add(Location location, SyntaxNode at, Polynomial? value, Polynomial? step, bool orders)
    {
        if (interpreter.State is not { } state)
            return;
        Place word = location.Places[0];
        Scope writer = interpreter.Recorder.Owner;
        if (!_isPaused && (!interpreter.IsAlone || interpreter.Races.IsSilent || Words.AreWritten(word)))
        {
            var write = new WordWrite(word, at, writer, interpreter.Signaling.Site)
            {
                Value = value,
                Step = step,
                Times = interpreter.Signaling.TimesOf(writer, word),
                Repeated = interpreter.Signaling.RepeatedAround(writer, word),
                Facts = state.Facts,
                Timing = state.Timing,
                Orders = orders,
                IsAlone = interpreter.IsAlone,
            };
            Words.Add(write, () => NumberAt(word));
        }
        Timing timing = state.Timing with { Claims = state.Timing.Claims.Remove(word) };
        interpreter.State = state with
        {
            Timing = orders ? timing with { Written = timing.Written.Add((word, at)) } : timing,
            Read = state.Read.IsEmpty ? state.Read : [.. state.Read.Where(read => !read.Reading!.From.Equals(word))],
        };
    }

    // What is there, as far as it is known; of what nobody has written, what its declaration says.
    private Polynomial? NumberAt(Place word)
    {
        State state = interpreter.State!;
        if (word is { Path.IsEmpty: true, Root.Kind: RootKind.Variable })
            return state.Variables.Values.FirstOrDefault(slot => slot.Root == word.Root)?.Value.Number;
        if (state.Stored.TryGetValue(word, out Value? stored))
            return stored.Number;
        ISymbol? field = word switch
        {
            { Root: { Kind: RootKind.Static, Symbol: { } declaring }, Path.IsEmpty: true } => declaring,
            { Root: { Kind: RootKind.Given, Symbol: null } or { Kind: RootKind.Fresh, Symbol: INamedTypeSymbol }, Path: [FieldSelector { Field: var member }] } => member,
            _ => null,
        };
        if (field is null)
            return null;
        IOperation? declared = interpreter.Bodies.InitialValueOf(field, interpreter.CancellationToken);
        while (declared is IConversionOperation conversion)
            declared = conversion.Operand;
        return declared is null ? Polynomial.Zero : Arithmetic.Constant(declared);
    }

    private static ImmutableDictionary<Place, Polynomial> KnownIn(State state) =>
        ReferenceEquals(state.Section.Locks, state.Locks) ? state.Section.Known : ImmutableDictionary<Place, Polynomial>.Empty;
}
