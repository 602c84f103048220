using Fearless.Analyzers.Conflicts;
using Fearless.Analyzers.Knowledge;
using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Fearless.Analyzers.Ownership;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Interpretation;

/// <summary>Calls: of code that is there, in place or by its summary; of libraries, by what is known of them.</summary>
internal sealed class Calls
{
    private const int MaxDepth = 16;
    private const int MaxTargets = 8;

    // Bounds what every call of a method has to carry over.
    private const int MaxPuts = 8;

    private readonly Interpreter _interpreter;
    private readonly Library _library;

    public Calls(Interpreter interpreter)
    {
        _interpreter = interpreter;
        _library = new Library(interpreter);
    }

    /// <summary>The object whose method is being executed.</summary>
    public Value This { get; private set; } = Value.Unknown;

    /// <summary>The lambdas and local functions that have been executed.</summary>
    public HashSet<IMethodSymbol> Executed { get; } = new(SymbolEqualityComparer.Default);

    public Value Invoke(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        Value? receiver = invocation.Instance is null ? null : Receiver(invocation.Instance);
        Argument[] arguments = [.. invocation.Arguments.Select(Evaluate)];
        if (method.MethodKind == MethodKind.DelegateInvoke && receiver is null or { Closures.IsEmpty: true })
            _interpreter.Doubts.OfDelegate(invocation.Instance, invocation.Syntax);
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return InvokeAll(receiver?.Closures ?? [], [.. arguments.Select(static argument => argument.Value)]);
        var call = new Call(method, invocation, receiver, arguments);
        return Invoke(call);
    }

    public Value Create(IObjectCreationOperation creation)
    {
        Argument[] arguments = [.. creation.Arguments.Select(Evaluate)];
        Value created = _interpreter.Fresh(creation.Type?.Name ?? "object", creation.Type);
        if (creation.Constructor is { } constructor)
        {
            foreach (Argument argument in arguments)
                StoreParameter(created.Places[0], argument);
            InitializeMembers(created, constructor);
            var call = new Call(constructor, creation, created, arguments);
            if (IsSource(constructor))
                Construct(call);
            else
                created = _library.Create(call, created);
        }
        _interpreter.Assignments.Initialize(created, creation.Initializer);
        return created;
    }

    /// <summary>A method as a delegate.</summary>
    public Value Reference(IMethodReferenceOperation reference)
    {
        Value? receiver = reference.Instance is null ? null : _interpreter.Evaluate(reference.Instance);
        return new Value { Closures = [new Closure(reference.Method, null, receiver)] };
    }

    public Value CallAccessor(IMethodSymbol? accessor, Value? receiver, ImmutableArray<Value> arguments, SyntaxNode at)
    {
        return accessor is null ? Value.Unknown : InvokeKnown(accessor, receiver, arguments, at);
    }

    /// <summary>Calls a method of the compilation with what was evaluated.</summary>
    public Value InvokeKnown(IMethodSymbol method, Value? receiver, ImmutableArray<Value> arguments, SyntaxNode at)
    {
        Argument[] given = [.. method.Parameters.Zip(arguments, static (parameter, value) => new Argument(parameter, null!, value, null))];
        return Invoke(new Call(method, null, receiver, given) { At = at });
    }

    /// <summary>What happens to a resource where its <c>using</c> ends.</summary>
    public void Dispose(Value resource, ITypeSymbol type, bool isAsynchronous, SyntaxNode at)
    {
        if (_interpreter.State is null || DisposeOf(type, isAsynchronous ? "DisposeAsync" : "Dispose") is not { } dispose)
            return;
        var call = new Call(dispose, null, resource, []) { At = at, Awaiting = Awaiting.AtOnce };
        Value ended = Invoke(call);
        if (isAsynchronous)
            _interpreter.Starts.Await(ended);
    }

    // By its name, as a ref struct needs no interface; or by the interface, where it is implemented explicitly or is all that is known.
    private static IMethodSymbol? DisposeOf(ITypeSymbol type, string name) =>
        type.GetMembers(name).Concat(type.AllInterfaces.SelectMany(contract => contract.GetMembers(name)))
            .OfType<IMethodSymbol>().FirstOrDefault(static method => method.Parameters.IsEmpty);

    public Value Subscribe(IEventAssignmentOperation assignment, IEventReferenceOperation reference)
    {
        Value? receiver = reference.Instance is null ? null : _interpreter.Evaluate(reference.Instance);
        Value handler = _interpreter.Evaluate(assignment.HandlerValue);
        if (!assignment.Adds || reference.Event.AddMethod is not { } add || IsSource(add))
            return Value.Unknown;
        foreach (Place place in receiver?.Places ?? [])
            _interpreter.Heap.KeepCode(place.Then(new FieldSelector(reference.Event.OriginalDefinition)), handler);
        var argument = new Argument(add.Parameters.FirstOrDefault(), assignment.HandlerValue, handler, null);
        return _library.Invoke(new Call(add, null, receiver, [argument]) { At = assignment.Syntax });
    }

    /// <summary>Executes each of some delegates, as alternatives.</summary>
    public Value InvokeAll(ImmutableArray<Closure> closures, ImmutableArray<Value> arguments)
    {
        Value? result = null;
        State? before = _interpreter.State;
        State? after = null;
        foreach (Closure closure in closures)
        {
            _interpreter.State = before;
            Value value = InvokeClosure(closure, arguments);
            result = result is null ? value : result.Join(value, _interpreter.Either);
            after = _interpreter.Flow.Join(after, _interpreter.State);
        }
        _interpreter.State = closures.IsEmpty ? before : after;
        return result ?? Value.Unknown;
    }

    public Value InvokeClosure(Closure closure, ImmutableArray<Value> arguments, Awaiting awaiting = Awaiting.NotAtOnce)
    {
        IMethodSymbol method = closure.Method;
        if (closure.Body is null && method.MethodKind != MethodKind.LocalFunction)
        {
            Argument[] given = [.. method.Parameters.Zip(arguments, static (parameter, value) => new Argument(parameter, null!, value, null))];
            var call = new Call(method, null, closure.Receiver, given) { Awaiting = awaiting };
            return Invoke(call);
        }
        IOperation? body = closure.Body ?? _interpreter.Bodies.Find(method, _interpreter.CancellationToken);
        // What was in its variables when it left may have changed since.
        if (closure.Captured is { } captured && _interpreter.State is { } state)
            _interpreter.State = state with { Variables = state.Variables.SetItems(captured) };
        return body is null ? Value.Unknown : Execute(method, body, arguments, closure.Receiver ?? This, awaiting);
    }

    /// <summary>What a round of an enumeration gets.</summary>
    public Value ItemOf(Value collection, IOperation? code, Polynomial count, Scope scope)
    {
        ImmutableHashSet<Strands.Strand> held = _interpreter.Starts.WithHeld(collection).Strands;
        if (code is not null)
            _library.ReadContent(code, collection, count);
        Sequence? items = Library.ItemsOf(collection);
        (Value item, Facts facts) = items?.At(count, scope) ?? (Value.Unknown, Facts.None);
        if (items is ElementsOf)
            item = item with { Places = [.. item.Places.SelectMany(_interpreter.Heap.Dereference)] };
        _interpreter.Assume(facts);
        return item with { Strands = held, Closures = [.. item.Closures, .. _interpreter.Heap.CodeIn(collection)] };
    }

    /// <summary>Executes a method as if somebody called it, and says what it does.</summary>
    public Summary Summarize(IMethodSymbol method, IOperation body)
    {
        var self = new Root(RootKind.Given, "this", null, scope: null);
        var numbers = ImmutableDictionary.CreateBuilder<IParameterSymbol, Symbol>(SymbolEqualityComparer.Default);
        var objects = ImmutableDictionary.CreateBuilder<IParameterSymbol, Root>(SymbolEqualityComparer.Default);
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (Arithmetic.IsNumber(parameter.Type))
                numbers[parameter] = new Symbol(parameter.Name, scope: null, Arithmetic.IsUnsigned(parameter.Type));
            else
                objects[parameter] = new Root(RootKind.Given, parameter.Name, parameter, scope: null);
        }
        Value[] arguments = [.. method.Parameters.Select(Argument)];
        Value result = Execute(method, body, [.. arguments], Value.Of(self));
        ImmutableArray<WordWrite> writes = [.. _interpreter.Races.Signals.Words.All];
        return new Summary(_interpreter.Scope, self)
        {
            Accesses = [.. _interpreter.Recorder.Accesses],
            Doubts = [.. _interpreter.Recorder.Doubts],
            Live = _interpreter.State?.Live ?? [],
            Result = result,
            HasStarted = _interpreter.HasStarted,
            Synchronizes = _interpreter.Races.Signals.Any || _interpreter.HasReleased || result.Tried is not null
                || _interpreter.State is { Locks.IsEmpty: false } || _interpreter.Words.HasSwapped || (_interpreter.HasStarted && !writes.IsEmpty),
            Timing = _interpreter.State?.Timing ?? Timing.None,
            Learnt = _interpreter.Words.Learnt,
            Puts = [.. (_interpreter.State?.Stored ?? State.Initial.Stored).Where(IsPutOutside).Take(MaxPuts)],
            Writes = writes,
            Unchecked = [.. _interpreter.Unchecked],
            OwnStatics = _interpreter.Recorder.OwnStatics,
            Numbers = numbers.ToImmutable(),
            Objects = objects.ToImmutable(),
        };

        // Objects that were made here are known by the names of their places, as if they had been made out of sight.
        bool IsPutOutside(KeyValuePair<Place, Value> stored) =>
            !_interpreter.Recorder.Owns(stored.Key.Root) && !stored.Value.Places.IsEmpty && !stored.Value.Places.Any(place => _interpreter.Recorder.Owns(place.Root));

        Value Argument(IParameterSymbol parameter) =>
            numbers.TryGetValue(parameter, out Symbol? number) ? Value.Of(Polynomial.Of(number)) : Value.Of(objects[parameter]);
    }

    // A struct that stands for a function is code, whose captures are its fields.
    private Argument Evaluate(IArgumentOperation argument)
    {
        Argument evaluated = EvaluateValue(argument);
        if (!evaluated.Value.Closures.IsEmpty || _interpreter.Knowledge.FunctionOf(argument.Value.Type) is not { } function)
            return evaluated;
        var closure = new Closure(function, _interpreter.Bodies.Find(function, _interpreter.CancellationToken), evaluated.Value);
        return evaluated with { Value = evaluated.Value with { Closures = [closure] } };
    }

    private Argument EvaluateValue(IArgumentOperation argument)
    {
        if (argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out or RefKind.RefReadOnlyParameter
            || argument.Parameter?.RefKind == RefKind.In && argument.Value is not (ILiteralOperation or IAnonymousFunctionOperation or IDelegateCreationOperation))
        {
            Location location = _interpreter.Places.Find(argument.Value);
            return new Argument(argument.Parameter, argument.Value, new Value { Places = location.Places }, location);
        }
        return new Argument(argument.Parameter, argument.Value, _interpreter.Evaluate(argument.Value), null);
    }

    // The receiver of a struct's method is the place of the struct.
    private Value Receiver(IOperation instance)
    {
        bool hasPlace = instance is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation
            or IArrayElementReferenceOperation or IPropertyReferenceOperation;
        if (instance.Type is not { IsValueType: true } || !hasPlace)
            return _interpreter.Evaluate(instance);
        Location location = _interpreter.Places.Find(instance);
        Value value = _interpreter.Places.ValueAt(location, instance.Type, instance.Syntax);
        return value.Places.IsEmpty ? value with { Places = location.Places } : value;
    }

    // What the knowledge base describes is not looked into: it may be what is compiled just now.
    private bool IsSource(IMethodSymbol method) => !method.DeclaringSyntaxReferences.IsEmpty && !_interpreter.Knowledge.Describes(method);

    private Value Invoke(Call call)
    {
        if (ExactTargetsOf(call) is { } exact)
            return InvokeSource(call, exact);
        return IsSource(call.Method) ? InvokeSource(call) : _library.Invoke(call);
    }

    private Value InvokeSource(Call call)
    {
        IMethodSymbol method = call.Method;
        ImmutableArray<IMethodSymbol> targets = IsOpen(call) ? _interpreter.Summaries.ImplementationsOf(method) : [];
        if (IsOpen(call))
            _interpreter.Doubts.OfOverrides(call);
        return InvokeSource(call, method.IsAbstract ? targets : targets.Insert(0, method));
    }

    private Value InvokeSource(Call call, ImmutableArray<IMethodSymbol> targets)
    {
        if (targets is [] || _interpreter.State is not { } before)
            return _library.Forget(call);
        Value result = InvokeTarget(call with { Method = targets[0] });
        foreach (IMethodSymbol target in targets.Skip(1).Take(MaxTargets - 1))
        {
            State? after = _interpreter.State;
            _interpreter.State = before;
            result = result.Join(InvokeTarget(call with { Method = target }), _interpreter.Either);
            _interpreter.State = _interpreter.Flow.Join(after, _interpreter.State);
        }
        return result;
    }

    // Of objects that were seen being made the type is known, and with it what is called.
    private ImmutableArray<IMethodSymbol>? ExactTargetsOf(Call call)
    {
        if (!IsOpen(call) || call.Receiver is not { Places: { IsEmpty: false } places }
            || !places.All(static place => place is { Path.IsEmpty: true, Root: { Kind: RootKind.Fresh, Symbol: INamedTypeSymbol } }))
            return null;
        IMethodSymbol?[] targets = [.. places.Select(place => ImplementationIn((INamedTypeSymbol)place.Root.Symbol!, call.Method))];
        return targets.All(target => target is not null && IsSource(target)) ? [.. targets.Distinct(SymbolEqualityComparer.Default).Cast<IMethodSymbol>()] : null;
    }

    // A call of the base goes to the base.
    private static bool IsOpen(Call call) =>
        (call.Method.IsAbstract || call.Method.IsVirtual || call.Method.IsOverride) && call.Operation is not IInvocationOperation { IsVirtual: false };

    private static IMethodSymbol? ImplementationIn(INamedTypeSymbol type, IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface)
            return (type.FindImplementationForInterfaceMember(method) as IMethodSymbol)?.OriginalDefinition;
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (IMethodSymbol declared in current.GetMembers(method.Name).OfType<IMethodSymbol>())
            {
                for (IMethodSymbol? overridden = declared; overridden is not null; overridden = overridden.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, method.OriginalDefinition))
                        return declared.OriginalDefinition;
                }
            }
        }
        return null;
    }

    private Value InvokeTarget(Call call)
    {
        bool inPlace = call.Method.MethodKind == MethodKind.LocalFunction || call.Arguments.Any(NeedsPlace)
            || call.Receiver is { } receiver && _interpreter.Starts.OrCodeIsReachedFrom(receiver)
            || call.Awaiting == Awaiting.AtOnce || call.Method.IsAsync;
        if (!inPlace && _interpreter.Summaries.Of(call.Method, _interpreter.Progress, _interpreter.Budget) is { } summary && Suffices(summary, call))
            return new SummaryCall(_interpreter, summary, call).Apply();
        if (_interpreter.Bodies.Find(call.Method, _interpreter.CancellationToken) is not { } body)
            return _library.Forget(call);
        Value result = Execute(call.Method, body, [.. call.Arguments.Select(static argument => argument.Value)], call.Receiver ?? This, call.Awaiting);
        return result.Tried is { } tried ? _interpreter.TriedLocks.Keep(call, tried) : result;
    }

    // What strands do to different parameters was not compared: they were taken to be different objects.
    private bool Suffices(Summary summary, Call call) =>
        _interpreter.Stack.Contains(call.Method.OriginalDefinition, SymbolEqualityComparer.Default)
        || !summary.Synchronizes && summary.Result.Closures.IsEmpty && !(summary.HasStarted && AreGivenTheSameTwice(call));

    private static bool AreGivenTheSameTwice(Call call)
    {
        var given = new HashSet<Place>();
        return call.Arguments.Select(static argument => argument.Value).Concat(call.Receiver is { } receiver ? [receiver] : [])
            .SelectMany(static value => value.Places.Distinct()).Any(place => !given.Add(place));
    }

    // What a summary cannot speak of: code, strands, variables, tuples.
    private bool NeedsPlace(Argument argument) =>
        argument.Location is not null
        || argument.Value is { Closures.IsEmpty: false } or { Parts.IsEmpty: false }
        || !_interpreter.Starts.WithHeld(argument.Value).Strands.IsEmpty
        || _interpreter.Starts.OrCodeIsReachedFrom(argument.Value);

    private void Construct(Call call)
    {
        if (_interpreter.Bodies.Find(call.Method, _interpreter.CancellationToken) is { } body)
            Execute(call.Method, body, [.. call.Arguments.Select(static argument => argument.Value)], call.Receiver!);
    }

    // What the declarations of the fields say, before the constructor says more.
    private void InitializeMembers(Value created, IMethodSymbol constructor)
    {
        Value outer = This;
        This = created;
        foreach (ISymbol member in constructor.ContainingType.GetMembers())
        {
            if (member is IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } or IPropertySymbol { IsStatic: false }
                && _interpreter.Bodies.InitializerOf(member, _interpreter.CancellationToken) is { } initializer)
                _interpreter.Places.Store(created.Places[0].Then(new FieldSelector(member.OriginalDefinition)), _interpreter.Evaluate(initializer));
        }
        This = outer;
    }

    // A parameter of a primary constructor lives on in the object.
    private void StoreParameter(Place created, Argument argument)
    {
        if (argument.Parameter is not { } parameter || Members.OfPrimary(parameter) is not { } member || _interpreter.State is not { } state)
            return;
        if (!argument.Value.Places.IsEmpty || argument.Value.Number is not null || !argument.Value.Closures.IsEmpty)
            _interpreter.State = state with { Stored = state.Stored.SetItem(created.Then(new FieldSelector(member)), argument.Value) };
    }

    // Who calls `async void` cannot wait for it. What returns a future begins when that is awaited or spawned, and then one thread runs it and
    // its caller in turns: it is as if it were called there.
    private Value Execute(IMethodSymbol method, IOperation body, ImmutableArray<Value> arguments, Value self, Awaiting awaiting) =>
        method is { IsAsync: true, ReturnType.Name: not ("IAsyncEnumerable" or "IAsyncEnumerator") } && !Futures.Is(method.ReturnType) && _interpreter.State is not null
            && (awaiting == Awaiting.NotAtOnce || method.ReturnsVoid)
            ? new AsyncRun(_interpreter).Execute(body.Syntax, !method.ReturnsVoid, () => Execute(method, body, arguments, self))
            : Execute(method, body, arguments, self);

    private Value Execute(IMethodSymbol method, IOperation body, ImmutableArray<Value> arguments, Value self)
    {
        // The code of a generic method speaks of the parameters of its definition.
        method = method.OriginalDefinition;
        Executed.Add(method);
        if (_interpreter.State is not { } before || _interpreter.Stack.Contains(method, SymbolEqualityComparer.Default)
            || _interpreter.Stack.Count() >= MaxDepth)
            return Value.Unknown;
        (Value outerThis, Returns outerReturns, ImmutableStack<IMethodSymbol> outerStack) = (This, _interpreter.Flow.Returns, _interpreter.Stack);
        (This, _interpreter.Flow.Returns, _interpreter.Stack) = (self, new Returns(), outerStack.Push(method));
        for (int index = 0; index < method.Parameters.Length; index++)
            _interpreter.Places.Declare(method.Parameters[index], index < arguments.Length ? arguments[index] : Value.Unknown);
        Value value = _interpreter.Evaluate(body);
        Returns returns = _interpreter.Flow.Returns;
        _interpreter.State = _interpreter.Flow.Join(_interpreter.State, returns.State) ?? before;
        (This, _interpreter.Flow.Returns, _interpreter.Stack) = (outerThis, outerReturns, outerStack);
        Value returned = returns.State is null ? value : returns.Value;
        return returned.Closures.IsEmpty ? returned : returned with { Closures = [.. returned.Closures.Select(closure => Leave(closure, method))] };
    }

    private Closure Leave(Closure closure, IMethodSymbol method)
    {
        if (closure.Captured is not null || _interpreter.State is not { } state)
            return closure;
        var captured = state.Variables.Where(variable => SymbolEqualityComparer.Default.Equals(variable.Key.ContainingSymbol, method))
            .Select(static variable => new KeyValuePair<ISymbol, Slot>(variable.Key, variable.Value with { Value = variable.Value.Value with { Number = null } }));
        return closure with { Captured = ImmutableDictionary.CreateRange<ISymbol, Slot>(SymbolEqualityComparer.Default, captured) };
    }
}
