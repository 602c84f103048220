using Fearless.Analyzers.Conflicts;
using Fearless.Analyzers.Knowledge;
using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Fearless.Analyzers.Strands;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Interpretation;

/// <summary>
/// Executes a method in the abstract, in the order of its statements: keeps what each variable may be, which strands may be running and which
/// locks are held, and compares each access with what runs beside it. The README beside this file tells how, and what is not seen.
/// </summary>
internal sealed class Interpreter
{
    private readonly Budget _budget;

    // The execution of the method as a whole.
    private readonly Scope _whole;

    public Interpreter(Bodies bodies, Summaries summaries, Budget budget, Scope scope, RaceFinder races)
    {
        (Bodies, Summaries, _budget, Scope, Races) = (bodies, summaries, budget, scope, races);
        Recorder = new Recorder(scope);
        _whole = scope;
        Places = new Places(this);
        Flow = new Flow(this);
        Loops = new Loops(this);
        Calls = new Calls(this);
        Starts = new Starts(this);
        Assignments = new Assignments(this);
        Slices = new Slices(this);
        Heap = new Heap(this);
        TriedLocks = new TriedLocks(this);
        Doubts = new Doubts(this);
        Signaling = new Signaling(this);
        Words = new SharedWords(this);
        ImplicitCalls = new ImplicitCalls(this);
    }

    public Bodies Bodies { get; }

    public Summaries Summaries { get; }

    public KnowledgeBase Knowledge { get; } = KnowledgeBase.Default;

    public RaceFinder Races { get; }

    public Places Places { get; }

    public Flow Flow { get; }

    public Loops Loops { get; }

    public Calls Calls { get; }

    public Starts Starts { get; }

    public Assignments Assignments { get; }

    public Slices Slices { get; }

    public Heap Heap { get; }

    public TriedLocks TriedLocks { get; }

    public Doubts Doubts { get; }

    public Signaling Signaling { get; }

    public SharedWords Words { get; }

    public ImplicitCalls ImplicitCalls { get; }

    /// <summary>What is done in strands, and nothing is known of.</summary>
    public List<Doubt> InDoubt { get; } = [];

    public System.Threading.CancellationToken CancellationToken => _budget.CancellationToken;

    public Budget Budget => _budget;

    /// <summary>What is known here; <see langword="null"/> where the code is not reached.</summary>
    public State? State { get; set; } = State.Initial;

    /// <summary>The execution that new things belong to.</summary>
    public Scope Scope { get; set; }

    /// <summary>The asynchronous body that is being executed, where its caller does not await it at once.</summary>
    public AsyncRun? AsyncRun { get; set; }

    /// <summary>Where accesses go.</summary>
    public Recorder Recorder { get; set; }

    /// <summary>The methods that are being summarized.</summary>
    public Progress Progress { get; init; } = new();

    /// <summary>The methods that were called and are too large to be looked at.</summary>
    public HashSet<IMethodSymbol> Unchecked { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Whether the code that is executed has everything for itself, as far as it is known of those who call it.</summary>
    public bool IsAlone => State is { Live.IsEmpty: true } && Recorder.Owner == _whole;

    /// <summary>Whether a strand was started, here or by what was called.</summary>
    public bool HasStarted { get; set; }

    /// <summary>Whether a lock was given back that was not taken here.</summary>
    public bool HasReleased { get; set; }

    /// <summary>The methods that are being executed in place, the innermost first.</summary>
    public ImmutableStack<IMethodSymbol> Stack { get; set; } = [];

    /// <summary>Executes an expression or a statement.</summary>
    public Value Evaluate(IOperation? operation)
    {
        // Where nothing arrives from above, something may have jumped.
        if (operation is null || (State is null && operation is not ILabeledOperation))
            return Value.Unknown;
        _budget.Step();
        if (Arithmetic.Constant(operation) is { } constant)
            return Value.Of(constant);
        return operation switch
        {
            IConversionOperation conversion => Convert(conversion),
            IParenthesizedOperation parenthesized => Evaluate(parenthesized.Operand),
            IExpressionStatementOperation statement => Evaluate(statement.Operation),
            IArgumentOperation argument => Evaluate(argument.Value),
            ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IArrayElementReferenceOperation
                or IPropertyReferenceOperation or IImplicitIndexerReferenceOperation => Places.Read(operation),
            IInstanceReferenceOperation instance => Places.This(instance),
            IBinaryOperation binary => Flow.Binary(binary),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } minus => Value.Of(Evaluate(minus.Operand).Number is { } number ? -number : null),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not =>
                Value.Of(Evaluate(not.Operand).Number is { } truth ? Polynomial.One - truth : null),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat => new Value { FromEnd = Evaluate(hat.Operand).Number },
            IUnaryOperation { OperatorMethod: { } method } unary when Evaluate(unary.Operand) is var operand =>
                ImplicitCalls.Operator(method, unary.Syntax, operand) ?? Value.Unknown,
            IInterpolationOperation part => Print(part),
            IEventReferenceOperation @event => Places.Handlers(@event),
            IRangeOperation range => Slices.Range(range),
            IInvocationOperation invocation => Places.Remember(invocation, Calls.Invoke(invocation)),
            IObjectCreationOperation creation => Calls.Create(creation),
            IArrayCreationOperation array => Assignments.CreateArray(array),
            ICollectionExpressionOperation collection => Assignments.CreateCollection(collection),
            ITupleOperation tuple => new Value { Parts = [.. tuple.Elements.Select(Evaluate)] },
            IAnonymousFunctionOperation lambda => new Value { Closures = [new Closure(lambda.Symbol, lambda.Body, null)] },
            IMethodReferenceOperation method => Calls.Reference(method),
            IDelegateCreationOperation creation => Evaluate(creation.Target),
            IAwaitOperation await => Await(await),
            ILocalFunctionOperation => Value.Unknown,
            _ => Assignments.Handles(operation) ? Assignments.Evaluate(operation)
                : Flow.Handles(operation) ? Flow.Evaluate(operation)
                : EvaluateChildren(operation),
        };
    }

    private Value Convert(IConversionOperation conversion)
    {
        Value operand = Evaluate(conversion.Operand);
        return ImplicitCalls.Operator(conversion.OperatorMethod, conversion.Syntax, operand) ?? Arithmetic.Convert(conversion, operand);
    }

    private Value Print(IInterpolationOperation part)
    {
        ImplicitCalls.Print(part.Expression, Evaluate(part.Expression));
        return Value.Unknown;
    }

    private Value Await(IAwaitOperation await)
    {
        Value awaited = Evaluate(await.Operation);
        AsyncRun?.Suspend();
        return Starts.Await(awaited);
    }

    /// <summary>Executes the parts of what the engine knows nothing more of.</summary>
    public Value EvaluateChildren(IOperation operation)
    {
        Doubts.OfCode(operation);
        foreach (IOperation child in operation.ChildOperations)
            Evaluate(child);
        return Value.Unknown;
    }

    /// <summary>Tells of an access: compares it with what is running, and keeps it.</summary>
    public void Record(Place place, AccessKind kind, SyntaxNode at, string name, string? by = null, Facts? bounds = null)
    {
        if (State is not { } state || (state.Live.IsEmpty && Recorder.Owns(place.Root) && !state.Published.ContainsKey(place.Root)))
            return;
        var access = new Access(place, kind, state.Locks, bounds is null ? state.Facts : state.Facts.And(bounds), at, name, by) { Timing = state.Timing };
        Record(access);
        // Whoever finds the object where it was put knows it by that name.
        if (state.Published.TryGetValue(place.Root, out Place? published))
            Record(access with { Place = published.Then(place.Path), IsToOwn = true });
    }

    public void Record(Access access)
    {
        foreach (Strand strand in State!.Live)
            Races.CompareWithContinuation(access, Recorder.Owner, strand);
        Recorder.Add(access);
    }

    /// <summary>A new object that nothing else refers to.</summary>
    public Value Fresh(string name, ITypeSymbol? type = null) => Value.Of(new Root(RootKind.Fresh, name, type, Scope));

    /// <summary>A number that is one of two, where it does not matter which; <see langword="null"/> where nothing is known of one.</summary>
    public Polynomial? Either(Polynomial? x, Polynomial? y) =>
        x is null || y is null ? null : Polynomial.Of(new Symbol("either", Scope));

    /// <summary>Executes something with parts of the state replaced, and brings these back.</summary>
    public T In<T>(Scope scope, Func<T> action)
    {
        Scope outer = Scope;
        Scope = scope;
        try
        {
            return action();
        }
        finally
        {
            Scope = outer;
        }
    }

    public void Assume(Facts facts)
    {
        if (State is not { } state || facts == Facts.None)
            return;
        State = state with { Facts = state.Facts.And(facts) };
        Words.Learn(facts);
    }
}
