using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Fearless.Analyzers.Strands;

namespace Fearless.Analyzers.Interpretation;

/// <summary>What methods of libraries return, by the words <c>result</c> of the knowledge base.</summary>
internal sealed class LibraryResults(Interpreter interpreter)
{
    public Value Of(Call call, Value fromClosures)
    {
        Value source = call.Receiver ?? (call.Arguments.Count > 0 ? call.Arguments[0].Value : Value.Unknown);
        Value[] rest = [.. call.Arguments.Skip(call.Receiver is null ? 1 : 0).Select(static argument => argument.Value)];
        Value result = interpreter.Knowledge.ResultOf(call.Method) switch
        {
            "repeated" => Repeated(source),
            "slice" => Slice(call, source, rest),
            "split" => Split(call, source, rest),
            "chunks" => Chunks(call, source, rest),
            "range" => Range(call),
            "ranges" => Ranges(call),
            "items" => new Value { Items = Library.ItemsOf(source), Stages = source.Stages, Places = source.Items is null ? source.Places : [] },
            "found" => Found(call, source, rest),
            "closed" => interpreter.Fresh(call.Method.Name) with { Completion = source.Places is [var channel] ? interpreter.Signaling.ClosingOf(channel) : null },
            "until" => Until(call),
            "moved" => new Value { Places = source.Places },
            "minimum" => Bound(call, static (bound, number) => bound - number),
            "maximum" => Bound(call, static (bound, number) => number - bound),
            _ => interpreter.Fresh(call.Method.Name) with { Items = call.Method.Name is "Select" or "SelectMany" ? OwnItems.From([fromClosures], interpreter.Scope) : null },
        };
        return result with { Strands = PassThrough(call, fromClosures) };
    }

    // A task that stands for others, a list of tasks: who waits for it waits for them. Not so where it waits for any one of them.
    private ImmutableHashSet<Strand> PassThrough(Call call, Value fromClosures)
    {
        if (call.Method.Name is "WhenAny" or "WaitAny" or "Contains" or "IndexOf")
            return [];
        ImmutableHashSet<Strand> strands = fromClosures.Strands;
        if (call.Receiver is { } receiver)
            strands = strands.Union(interpreter.Starts.WithHeld(receiver).Strands);
        foreach (Argument argument in call.Arguments)
        {
            ImmutableHashSet<Strand> held = interpreter.Starts.WithHeld(argument.Value).Strands;
            strands = strands.Union(held);
            if (call.Receiver is { Places: [var place] } && !held.IsEmpty)
                interpreter.Places.KeepHandles(place, argument.Value with { Strands = held });
        }
        return strands;
    }

    // What is in a collection, behind a key: others may find it there, too. What was not seen being put there is named by the place.
    private Value Found(Call call, Value collection, Value[] rest)
    {
        Polynomial? key = rest is [{ Number: { } number }, ..] && call.Method.Parameters[0].RefKind == RefKind.None ? number : null;
        var found = new Value { Places = [.. collection.Places.Select(place => place.Then(new ElementSelector([key])))] };
        if (call.Arguments.Count == 0 || call.Arguments[call.Arguments.Count - 1] is not { Parameter.RefKind: RefKind.Out, Location: { } target, Operation: { Type: var type, Syntax: var at } })
            return call.Method.ReturnType.IsReferenceType ? found with { Closures = [.. interpreter.Heap.CodeIn(collection)] } : Value.Unknown;
        if (target.Variable is not null && type is { IsReferenceType: true })
            interpreter.Places.Write(target, found with { Closures = [.. interpreter.Heap.CodeIn(collection)] }, type, at);
        return Value.Unknown;
    }

    // Code is called again and again, until it says that something is true.
    private Value Until(Call call)
    {
        Value condition = call.Arguments[0].Value;
        Value truth = interpreter.Calls.InvokeAll(condition.Closures, []);
        if (!call.Method.ReturnsVoid)
            return Value.Of(truth.Number);
        if (truth.Number is { } number)
            interpreter.Assume(Conditions.OfTruth(number, isTrue: true));
        return Value.Unknown;
    }

    private Value Slice(Call call, Value source, Value[] arguments)
    {
        ITypeSymbol? type = call.Method.IsStatic ? call.Method.Parameters.FirstOrDefault()?.Type : call.Method.ContainingType;
        return arguments switch
        {
            [] => source,
            [{ Parts: [_, _] } range] => interpreter.Slices.Slice(source, type, range),
            [var start] => interpreter.Slices.Slice(
                source, type, new Value { Parts = [start with { Number = interpreter.Slices.IndexIn(source, type, start) }, new Value { FromEnd = Polynomial.Zero }] }),
            [var start, var length, ..] => interpreter.Slices.Slice(source, type, start.Number, length.Number),
        };
    }

    private Value Split(Call call, Value source, Value[] arguments)
    {
        ITypeSymbol? type = call.Method.Parameters.FirstOrDefault()?.Type ?? call.Method.ContainingType;
        Polynomial middle = arguments.Length > 0 && arguments[0].Number is { } number ? number : Unknown("middle");
        return new Value
        {
            Parts =
            [
                interpreter.Slices.Slice(source, type, Polynomial.Zero, middle),
                interpreter.Slices.Slice(source, type, middle, interpreter.Slices.LengthOf(source, type) is { } length ? length - middle : null),
            ],
        };
    }

    // One object in all places.
    private Value Repeated(Value item)
    {
        Value all = interpreter.Fresh("repeated");
        interpreter.Heap.PutEverywhere(all.Places[0], item);
        return all;
    }

    private static Value Chunks(Call call, Value source, Value[] arguments)
    {
        bool isSize = call.Method.Name == "Chunks";
        Polynomial size = isSize && arguments.Length > 0 && arguments[0].Number is { } number
            ? number
            : Polynomial.Of(new Symbol("chunk", null, isNatural: true));
        ImmutableArray<Place> places = source.Items is ElementsOf elements ? elements.Places : source.Places;
        return new Value { Items = new SlicesOf(places, source.Offset ?? Polynomial.Zero, size), Stages = source.Stages };
    }

    private static Value Range(Call call)
    {
        Polynomial?[] numbers = [.. call.Arguments.Select(static argument => argument.Value.Number)];
        return numbers is [{ } start, { } count, ..] ? new Value { Items = new NumbersFrom(start, count) } : Value.Unknown;
    }

    private static Value Ranges(Call call)
    {
        Polynomial?[] numbers = [.. call.Arguments.Select(static argument => argument.Value.Number)];
        return numbers is [{ } from, { } to, ..] ? new Value { Items = new RangesOf(from, to) } : call.Arguments[0].Value;
    }

    private Value Bound(Call call, Func<Polynomial, Polynomial, Polynomial> distance)
    {
        Polynomial number = Unknown(call.Method.Name);
        foreach (Argument argument in call.Arguments)
        {
            if (argument.Value.Number is { } bound)
                interpreter.Assume(Facts.None.WithNotNegative(distance(bound, number)));
        }
        return Value.Of(number);
    }

    private Polynomial Unknown(string name) => Polynomial.Of(new Symbol(name, interpreter.Scope));
}
