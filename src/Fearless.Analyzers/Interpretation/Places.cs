using Fearless.Analyzers.Knowledge;
using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Interpretation;

/// <summary>Finds what expressions stand for in memory, reads from it and writes to it.</summary>
internal sealed class Places(Interpreter interpreter)
{
    private readonly Members _members = new(interpreter);

    // What calls have returned when they were executed last.
    private readonly Dictionary<IOperation, Polynomial?> _called = [];

    /// <summary>Executes the parts of an expression and says where it lies.</summary>
    public Location Find(IOperation operation)
    {
        switch (operation)
        {
            case IConversionOperation conversion:
                return Find(conversion.Operand);
            case IParenthesizedOperation parenthesized:
                return Find(parenthesized.Operand);
            case IDeclarationExpressionOperation declaration:
                return Find(declaration.Expression);
            case IArgumentOperation argument:
                return Find(argument.Value);
            case ILocalReferenceOperation local:
                if (local.IsDeclaration)
                    Declare(local.Local, Value.Unknown);
                return Variable(local.Local, local.Local.RefKind, local.Local.Type);
            case IParameterReferenceOperation parameter when Members.OfPrimary(parameter.Parameter) is { } member:
                return new Location([.. interpreter.Calls.This.Places.Select(place => place.Then(new FieldSelector(member)))], NameOf(operation));
            case IParameterReferenceOperation parameter:
                return Variable(parameter.Parameter, parameter.Parameter.RefKind, parameter.Parameter.Type);
            case IFieldReferenceOperation field:
                return _members.Field(field);
            case IPropertyReferenceOperation property:
                return _members.Property(property);
            case IArrayElementReferenceOperation element:
                Value array = interpreter.Evaluate(element.ArrayReference);
                ITypeSymbol? type = element.ArrayReference.Type;
                Polynomial?[] indices = [.. element.Indices.Select(index => interpreter.Slices.IndexIn(array, type, interpreter.Evaluate(index)))];
                return Element(array, [.. indices], NameOf(operation));
            case IImplicitIndexerReferenceOperation implicitly:
                return Implicit(implicitly);
            default:
                return new Location(interpreter.Evaluate(operation).Places, NameOf(operation));
        }
    }

    public Value Read(IOperation operation)
    {
        Location location = Find(operation);
        Record(location, AccessKind.Read, operation.Syntax);
        return ValueAt(location, operation.Type, operation.Syntax);
    }

    public void Record(Location location, AccessKind kind, SyntaxNode at)
    {
        if (location.Accessor is not null || (kind == AccessKind.Read && location.IsReadOnly))
            return;
        if (location.IsVolatile && kind is AccessKind.Read or AccessKind.Write)
            kind = kind == AccessKind.Read ? AccessKind.AtomicRead : AccessKind.AtomicWrite;
        foreach (Place place in location.Places)
            interpreter.Record(place, kind, at, location.Name, location.By, location.Bounds);
    }

    /// <summary>What lies there.</summary>
    public Value ValueAt(Location location, ITypeSymbol? type, SyntaxNode at)
    {
        if (location.Known is { } known)
            return known;
        if (location.Accessor is var (property, receiver, arguments))
            return interpreter.Calls.CallAccessor(property.GetMethod, receiver, arguments, at);
        if (interpreter.Words.Is(location, type) && (location.IsVolatile ? interpreter.Words.Read(location) : interpreter.Words.ReadUnderLock(location)) is { } read)
            return read with { Places = location.Places };
        if (interpreter.State is not { } state)
            return Value.Unknown;
        if (location.Variable is { } variable && state.Variables.TryGetValue(variable, out Slot? slot))
            return slot.Value.Places.IsEmpty && type is { IsValueType: true } ? slot.Value with { Places = location.Places } : slot.Value;
        if (location.Places is [var place] && state.Stored.TryGetValue(place, out Value? stored))
            return stored.Places.IsEmpty ? stored with { Places = location.Places } : stored;
        ImmutableArray<Place> places = type is { IsValueType: true } ? location.Places : [.. location.Places.SelectMany(interpreter.Heap.Dereference)];
        return new Value { Places = places, Number = Arithmetic.IsNumber(type) && location.Places is [var only] ? NumberAt(interpreter.Heap.NameOf(only)) : null };
    }

    /// <summary>Says what lies there from now on.</summary>
    public void Write(Location location, Value value, ITypeSymbol? type, SyntaxNode at)
    {
        Record(location, AccessKind.Write, at);
        if (interpreter.Words.Is(location, type))
            interpreter.Words.Write(location, value, at);
        if (location.Accessor is var (property, receiver, arguments))
            interpreter.Calls.CallAccessor(property.SetMethod, receiver, arguments.Add(value), at);
        else if (location.Variable is { } variable && interpreter.State is { } state && state.Variables.TryGetValue(variable, out Slot? slot))
            Set(variable, slot.Root, value);
        else
            Store(location, value);
        // What is put into a collection lies there beside what is there already.
        if (location is { By: not null, Known: not null })
            interpreter.Heap.PutInto(location.Places, value);
    }

    /// <summary>Something else lies there from now on, and it is not known what.</summary>
    public void Forget(Location location)
    {
        if (location.Variable is { } variable && interpreter.State is { } state && state.Variables.TryGetValue(variable, out Slot? slot))
            Set(variable, slot.Root, Value.Unknown);
        else
            Store(location, Value.Unknown);
    }

    /// <summary>Makes a variable; a new one each time, as each round of a loop has its own.</summary>
    public void Declare(ISymbol variable, Value value)
    {
        if (interpreter.State is not null)
            Set(variable, new Root(RootKind.Variable, variable.Name, variable, interpreter.Scope), value);
    }

    private void Set(ISymbol variable, Root root, Value value)
    {
        if (IsCopied(variable))
            value = interpreter.Heap.Copy(value, root);
        State state = interpreter.State!;
        interpreter.State = state with { Variables = state.Variables.SetItem(variable, new Slot(root, Complete(variable, value))) };
    }

    // A struct of the compilation lies in its variable. Those of libraries, spans among them, are taken for what they refer to.
    private static bool IsCopied(ISymbol variable) =>
        variable is ILocalSymbol { RefKind: RefKind.None } or IParameterSymbol { RefKind: RefKind.None }
        && TypeOf(variable) is { TypeKind: TypeKind.Struct, DeclaringSyntaxReferences.IsEmpty: false };

    private static ITypeSymbol? TypeOf(ISymbol variable) => (variable as ILocalSymbol)?.Type ?? (variable as IParameterSymbol)?.Type;

    /// <summary>The number that an expression is, without executing it once more.</summary>
    public Polynomial? NumberOf(IOperation operation)
    {
        if (_called.TryGetValue(operation, out Polynomial? known) || interpreter.State is not { } state)
            return known;
        (Recorder recorder, AsyncRun? asynchronous) = (interpreter.Recorder, interpreter.AsyncRun);
        (interpreter.Recorder, interpreter.AsyncRun) = (new Recorder(recorder.Owner), null);
        Polynomial? number = interpreter.Words.Paused(() => interpreter.Evaluate(operation).Number);
        // What was learnt of new numbers holds, and so does what was read.
        State learnt = interpreter.State ?? state;
        (interpreter.State, interpreter.Recorder, interpreter.AsyncRun) = (state with { Facts = learnt.Facts, Read = learnt.Read }, recorder, asynchronous);
        return number;
    }

    /// <summary>Keeps the number that a call has returned: the call is not executed once more for it.</summary>
    public Value Remember(IInvocationOperation call, Value result)
    {
        _called[call] = result.Number;
        return result;
    }

    /// <summary>The calls in some code are about to be executed again.</summary>
    public void ForgetCalls(IOperation? code)
    {
        foreach (IOperation call in code?.DescendantsAndSelf().OfType<IInvocationOperation>() ?? [])
            _called.Remove(call);
    }

    /// <summary>What is in a variable; for a struct, the variable itself.</summary>
    public Value ValueOf(ISymbol variable)
    {
        if (interpreter.State is not { } state || !state.Variables.TryGetValue(variable, out Slot? slot))
            return Value.Unknown;
        return slot.Value.Places.IsEmpty ? slot.Value with { Places = [new Place(slot.Root)] } : slot.Value;
    }

    /// <summary>The number in a variable.</summary>
    public Polynomial? NumberIn(ISymbol variable) =>
        interpreter.State is { } state && state.Variables.TryGetValue(variable, out Slot? slot) ? slot.Value.Number : null;

    public Value This(IInstanceReferenceOperation instance) => instance.ReferenceKind switch
    {
        InstanceReferenceKind.ImplicitReceiver => interpreter.Assignments.Initialized,
        InstanceReferenceKind.PatternInput => interpreter.Flow.Matched,
        _ => interpreter.Calls.This,
    };

    /// <summary>The handlers of an event.</summary>
    public Value Handlers(IEventReferenceOperation reference)
    {
        Value instance = interpreter.Evaluate(reference.Instance);
        var selector = new FieldSelector(reference.Event.OriginalDefinition);
        return new Value { Closures = [.. instance.Places.SelectMany(place => interpreter.Heap.CodeAt(place.Then(selector)))] };
    }

    public static Location Element(Value array, ImmutableArray<Polynomial?> indices, string name)
    {
        if (array.Offset is { } offset && indices is [var index])
            indices = [index is null ? null : index + offset];
        return new Location([.. array.Places.Select(place => place.Then(new ElementSelector(indices)))], name);
    }

    // `s[^1]` is an element, `s[1..^1]` a slice.
    private Location Implicit(IImplicitIndexerReferenceOperation reference)
    {
        ITypeSymbol? type = reference.Instance.Type;
        string name = NameOf(reference);
        Value source = interpreter.Evaluate(reference.Instance), argument = interpreter.Evaluate(reference.Argument);
        if (reference.IndexerSymbol is IMethodSymbol)
            return new Location([], name) { Known = Slices.IsView(type) ? interpreter.Slices.Slice(source, type, argument) : interpreter.Fresh(name) };
        return Element(source, [interpreter.Slices.IndexIn(source, type, argument)], name);
    }

    public static string NameOf(IOperation operation)
    {
        string text = operation.Syntax.ToString();
        return text.Length <= 40 ? text : text.Substring(0, 39) + "…";
    }

    private Location Variable(ISymbol variable, RefKind refKind, ITypeSymbol type)
    {
        if (interpreter.State is not { } state)
            return Location.Nowhere;
        if (!state.Variables.TryGetValue(variable, out Slot? slot))
        {
            // A variable of a method that is not being executed: a closure that came from elsewhere.
            Declare(variable, Value.Unknown);
            slot = interpreter.State!.Variables[variable];
        }
        return refKind != RefKind.None && !slot.Value.Places.IsEmpty
            ? new Location(slot.Value.Places, variable.Name)
            : new Location([new Place(slot.Root)], variable.Name) { Variable = variable };
    }

    // A number or an object that nothing is known of is at least always the same one.
    private Value Complete(ISymbol variable, Value value)
    {
        ITypeSymbol? type = TypeOf(variable);
        if (value.Number is null && Arithmetic.IsNumber(type))
            return value with { Number = Polynomial.Of(new Symbol(variable.Name, interpreter.Scope, Arithmetic.IsUnsigned(type))) };
        return value.Places.IsEmpty && type is { IsReferenceType: true, SpecialType: not SpecialType.System_String }
            ? value with { Places = [new Place(new Root(RootKind.Fresh, variable.Name, variable, interpreter.Scope))] }
            : value;
    }

    /// <summary>The number that lies somewhere, where it is known where.</summary>
    public static Polynomial? NumberAt(Place place) =>
        place.Path.OfType<ElementSelector>().Any(static element => element.Indices.Contains(null)) ? null : Polynomial.Of(new Loaded(place));

    private void Store(Location location, Value value)
    {
        if (location.Places is [var place])
            Store(place, value);
    }

    /// <summary>Says what lies in a place from now on.</summary>
    public void Store(Place place, Value value)
    {
        if (place.Path is [.., ElementSelector])
            KeepHandles(place.Owner, value);
        if (place.Path is [.., ElementSelector { Indices: [null] }])
            place = interpreter.Heap.Somewhere(place.Owner);
        if (interpreter.State is not { } state)
            return;
        if (value.Places is [{ Path.IsEmpty: true, Root: { Kind: RootKind.Fresh } made }] && interpreter.Recorder.Owns(made) && !interpreter.Recorder.Owns(place.Root))
            state = state with { Published = state.Published.SetItem(made, place) };
        if (value.Number is not null || !value.Places.IsEmpty || !value.Closures.IsEmpty || !value.Strands.IsEmpty)
            interpreter.State = state with { Stored = state.Stored.SetItem(place, value), HoldsWork = state.HoldsWork || !value.Strands.IsEmpty || !value.Closures.IsEmpty };
        else
            interpreter.State = state with { Stored = state.Stored.Remove(place) };
    }

    /// <summary>An object holds strands that can be waited for, from now on.</summary>
    public void KeepHandles(Place place, Value value)
    {
        if (interpreter.State is not { } state || value.Strands.IsEmpty)
            return;
        state.Handles.TryGetValue(place, out var held);
        interpreter.State = state with { Handles = state.Handles.SetItem(place, (held ?? []).Union(value.Strands)), HoldsWork = true };
    }
}
