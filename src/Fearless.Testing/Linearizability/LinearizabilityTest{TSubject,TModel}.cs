using Fearless.Testing.Linearizability;

namespace Fearless.Testing;

/// <summary>Checks that the operations of a concurrent structure act as if they were done one after another, each at a moment between its
/// invocation and its return.</summary>
/// <remarks>
/// Scenarios are generated from the declared operations, and each is run many times on threads of its own. What the operations returned is
/// held against the specification: some order of them must explain it, an order in which none comes before one that had returned when it
/// began. If there is none, the scenario is made smaller while it still fails, and <see cref="Check"/> throws an exception whose message
/// shows it, what happened, and how far an order gets. Works in any test framework.
/// <para>An operation that throws is compared by the type of the exception. Results are compared by <see cref="object.Equals(object)"/>,
/// tuples and sequences item by item. A test is used by one thread.</para>
/// <para>SOURCE: the shape of scenarios is that of JetBrains Lincheck (Koval et al., CAV 2023).</para>
/// </remarks>
/// <typeparam name="TSubject">The type of the structure.</typeparam>
/// <typeparam name="TModel">The type of the sequential specification.</typeparam>
/// <example><code>
/// LinearizabilityTest
///     .For(() =&gt; new ConcurrentStack&lt;int&gt;(), () =&gt; new Stack&lt;int&gt;())
///     .Operation("Push", Argument.Distinct(), (stack, item) =&gt; stack.Push(item), (model, item) =&gt; model.Push(item))
///     .Operation("TryPop", stack =&gt; stack.TryPop(out int item) ? item : 0, model =&gt; model.TryPop(out int item) ? item : 0)
///     .Check();
/// </code></example>
public sealed class LinearizabilityTest<TSubject, TModel>
    where TSubject : notnull
    where TModel : notnull
{
    private readonly Specification<TSubject, TModel> _specification;

    internal LinearizabilityTest(Specification<TSubject, TModel> specification) => _specification = specification;

    /// <summary>Adds an operation that takes nothing and returns something.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="name">What reports call it.</param>
    /// <param name="subject">Does it on the structure.</param>
    /// <param name="model">Does it on the specification; returns what the structure should.</param>
    /// <param name="givesUp">Says of a result that the operation gave up, without effect, because another one was in its way, as a steal
    /// that lost a race. Such a result is right whenever an operation of another thread overlapped.</param>
    /// <param name="role">Operations of one role, such as the owner's, are done by one thread only; null when any thread may.</param>
    /// <returns>This test.</returns>
    public LinearizabilityTest<TSubject, TModel> Operation<TResult>(
        string name, Func<TSubject, TResult> subject, Func<TModel, TResult> model, Func<TResult, bool>? givesUp = null, string? role = null)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(model);
        return Add<TResult>(
            name,
            (instance, _, _) => subject(instance),
            OperationFactory.Exactly<TModel, TResult>((state, _) => model(state)),
            givesUp,
            role);
    }

    /// <summary>Adds an operation that takes nothing and returns nothing.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="subject">Does it on the structure.</param>
    /// <param name="model">Does it on the specification.</param>
    /// <param name="role">Operations of one role, such as the owner's, are done by one thread only; null when any thread may.</param>
    /// <returns>This test.</returns>
    public LinearizabilityTest<TSubject, TModel> Operation(string name, Action<TSubject> subject, Action<TModel> model, string? role = null)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(model);
        return Add<Nothing>(
            name,
            (instance, _, _) =>
            {
                subject(instance);
                return Nothing.Instance;
            },
            OperationFactory.Exactly<TModel, Nothing>((state, _) =>
            {
                model(state);
                return Nothing.Instance;
            }),
            null,
            role);
    }

    /// <summary>Adds an operation that takes an argument and returns something.</summary>
    /// <typeparam name="TArgument">The type of the argument; a tuple for several.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="name">What reports call it.</param>
    /// <param name="argument">Generates the arguments.</param>
    /// <param name="subject">Does it on the structure.</param>
    /// <param name="model">Does it on the specification; returns what the structure should.</param>
    /// <param name="givesUp">Says of a result that the operation gave up, without effect, because another one was in its way. Such a result
    /// is right whenever an operation of another thread overlapped.</param>
    /// <param name="role">Operations of one role, such as the owner's, are done by one thread only; null when any thread may.</param>
    /// <returns>This test.</returns>
    public LinearizabilityTest<TSubject, TModel> Operation<TArgument, TResult>(
        string name,
        Argument<TArgument> argument,
        Func<TSubject, TArgument, TResult> subject,
        Func<TModel, TArgument, TResult> model,
        Func<TResult, bool>? givesUp = null,
        string? role = null)
    {
        ArgumentNullException.ThrowIfNull(argument);
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(model);
        return Add(
            name,
            argument,
            (instance, given, _) => subject(instance, given),
            OperationFactory.Exactly<TModel, TResult>((state, given) => model(state, (TArgument)given!)),
            givesUp,
            role);
    }

    /// <summary>Adds an operation that takes an argument and returns nothing.</summary>
    /// <typeparam name="TArgument">The type of the argument; a tuple for several.</typeparam>
    /// <param name="name">What reports call it.</param>
    /// <param name="argument">Generates the arguments.</param>
    /// <param name="subject">Does it on the structure.</param>
    /// <param name="model">Does it on the specification.</param>
    /// <param name="role">Operations of one role, such as the owner's, are done by one thread only; null when any thread may.</param>
    /// <returns>This test.</returns>
    public LinearizabilityTest<TSubject, TModel> Operation<TArgument>(
        string name, Argument<TArgument> argument, Action<TSubject, TArgument> subject, Action<TModel, TArgument> model, string? role = null)
    {
        ArgumentNullException.ThrowIfNull(argument);
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(model);
        return Add<TArgument, Nothing>(
            name,
            argument,
            (instance, given, _) =>
            {
                subject(instance, given);
                return Nothing.Instance;
            },
            OperationFactory.Exactly<TModel, Nothing>((state, given) =>
            {
                model(state, (TArgument)given!);
                return Nothing.Instance;
            }),
            null,
            role);
    }

    /// <summary>Adds an operation that may wait until another one lets it go on, and returns something.</summary>
    /// <remarks>When all threads that are left wait, and the specification lets them, they are cancelled, and have had no effect. If it
    /// does not let them, they were forgotten: a failure, once <see cref="LinearizabilityOptions.Patience"/> is at an end.</remarks>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="name">What reports call it.</param>
    /// <param name="subject">Does it on the structure, or throws <see cref="OperationCanceledException"/> without effect once
    /// cancelled.</param>
    /// <param name="model">Does it on the specification, or returns false when it must wait.</param>
    /// <param name="role">Operations of one role, such as the receiver's, are done by one thread only; null when any thread may.</param>
    /// <returns>This test.</returns>
    public LinearizabilityTest<TSubject, TModel> BlockingOperation<TResult>(
        string name, Func<TSubject, CancellationToken, TResult> subject, TryTake<TModel, TResult> model, string? role = null)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(model);
        return Add<TResult>(
            name,
            (instance, _, token) => subject(instance, token),
            OperationFactory.WhenPossible<TModel, TResult>((TModel state, object? _, out TResult result) =>
            {
                bool done = model(state, out TResult? taken);
                result = taken!;
                return done;
            }),
            null,
            role,
            blocks: true);
    }

    /// <summary>Adds an operation that takes an argument, and may wait until another one lets it go on.</summary>
    /// <remarks>When all threads that are left wait, and the specification lets them, they are cancelled, and have had no effect. If it
    /// does not let them, they were forgotten: a failure, once <see cref="LinearizabilityOptions.Patience"/> is at an end.</remarks>
    /// <typeparam name="TArgument">The type of the argument; a tuple for several.</typeparam>
    /// <param name="name">What reports call it.</param>
    /// <param name="argument">Generates the arguments.</param>
    /// <param name="subject">Does it on the structure, or throws <see cref="OperationCanceledException"/> without effect once
    /// cancelled.</param>
    /// <param name="model">Does it on the specification, or returns false when it must wait.</param>
    /// <param name="role">Operations of one role, such as the sender's, are done by one thread only; null when any thread may.</param>
    /// <returns>This test.</returns>
    public LinearizabilityTest<TSubject, TModel> BlockingOperation<TArgument>(
        string name,
        Argument<TArgument> argument,
        Action<TSubject, TArgument, CancellationToken> subject,
        Func<TModel, TArgument, bool> model,
        string? role = null)
    {
        ArgumentNullException.ThrowIfNull(argument);
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(model);
        return Add<TArgument, Nothing>(
            name,
            argument,
            (instance, given, token) =>
            {
                subject(instance, given, token);
                return Nothing.Instance;
            },
            OperationFactory.WhenPossible<TModel, Nothing>((TModel state, object? given, out Nothing result) =>
            {
                result = Nothing.Instance;
                return model(state, (TArgument)given!);
            }),
            null,
            role,
            blocks: true);
    }

    /// <summary>Adds an operation that may return one of several results, of which the specification judges the one that it had.</summary>
    /// <remarks>For what is relaxed on purpose: a removal of any of the first <c>k</c> items, a compare-and-swap that may fail for no
    /// reason.</remarks>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="name">What reports call it.</param>
    /// <param name="subject">Does it on the structure.</param>
    /// <param name="allows">Says whether the result is allowed, and does on the specification what has then been done.</param>
    /// <param name="role">Operations of one role, such as the owner's, are done by one thread only; null when any thread may.</param>
    /// <returns>This test.</returns>
    public LinearizabilityTest<TSubject, TModel> RelaxedOperation<TResult>(
        string name, Func<TSubject, TResult> subject, Func<TModel, TResult, bool> allows, string? role = null)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(allows);
        return Add<TResult>(
            name,
            (instance, _, _) => subject(instance),
            OperationFactory.Allowing<TModel, TResult>((state, _, result) => allows(state, result)),
            null,
            role);
    }

    /// <summary>Adds an operation that takes an argument, and may return one of several results, of which the specification judges the one
    /// that it had.</summary>
    /// <typeparam name="TArgument">The type of the argument; a tuple for several.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="name">What reports call it.</param>
    /// <param name="argument">Generates the arguments.</param>
    /// <param name="subject">Does it on the structure.</param>
    /// <param name="allows">Says whether the result is allowed, and does on the specification what has then been done.</param>
    /// <param name="role">Operations of one role, such as the owner's, are done by one thread only; null when any thread may.</param>
    /// <returns>This test.</returns>
    public LinearizabilityTest<TSubject, TModel> RelaxedOperation<TArgument, TResult>(
        string name,
        Argument<TArgument> argument,
        Func<TSubject, TArgument, TResult> subject,
        Func<TModel, TArgument, TResult, bool> allows,
        string? role = null)
    {
        ArgumentNullException.ThrowIfNull(argument);
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(allows);
        return Add(
            name,
            argument,
            (instance, given, _) => subject(instance, given),
            OperationFactory.Allowing<TModel, TResult>((state, given, result) => allows(state, (TArgument)given!, result)),
            null,
            role);
    }

    /// <summary>Asks for less than that each operation takes effect at one moment.</summary>
    /// <param name="consistency">What the structure promises.</param>
    /// <returns>This test.</returns>
    public LinearizabilityTest<TSubject, TModel> Promising(Consistency consistency)
    {
        _specification.Consistency = consistency;
        return this;
    }

    /// <summary>Checks the operations on each key by themselves, which is much faster, and the same when no operation concerns two
    /// keys.</summary>
    /// <remarks>Call it once for every type of argument that the operations have. The specification then sees the operations of one key
    /// only.</remarks>
    /// <typeparam name="TArgument">The type of the arguments that have this key.</typeparam>
    /// <param name="key">The key of an argument.</param>
    /// <returns>This test.</returns>
    public LinearizabilityTest<TSubject, TModel> DividedBy<TArgument>(Func<TArgument, object> key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _specification.Keys[typeof(TArgument)] = argument => key((TArgument)argument!);
        return this;
    }

    /// <summary>Tells the states of a specification apart, so that none is tried twice. Only for classes that cannot implement
    /// <see cref="ISequentialModel"/>.</summary>
    /// <param name="snapshot">What <see cref="ISequentialModel.TakeSnapshot"/> would return.</param>
    /// <returns>This test.</returns>
    public LinearizabilityTest<TSubject, TModel> WithSnapshots(Func<TModel, object> snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        _specification.Snapshot = snapshot;
        return this;
    }

    /// <summary>Runs scenarios until one fails or the time is up. Blocks the caller; uses as many threads as a scenario has, and none
    /// afterwards.</summary>
    /// <param name="options">How many scenarios of which size, and for how long; two seconds by default.</param>
    /// <exception cref="LinearizabilityException">A run was observed that no order explains, or an operation never returned. The message is
    /// the report.</exception>
    /// <exception cref="InvalidOperationException">The test cannot be run as it was declared.</exception>
    public void Check(LinearizabilityOptions? options = null)
    {
        options ??= new();
        Validate(options);
        int seed = options.Seed ?? Random.Shared.Next();
        using var runner = new ThreadRunner<TSubject, TModel>(_specification, options, seed);
        ScenarioSearch.Run(_specification, options, runner, seed);
    }

    /// <summary>Runs small scenarios under the model checker: in every interleaving, and every reordering that .NET's memory model allows.
    /// The structure must lie on <c>Fearless.Atomics</c>, and the model build of Fearless must be in use, as for
    /// <see cref="Model.Check(Action, ModelOptions?)"/>.</summary>
    /// <remarks>Operations that may wait are cancelled at every moment at which that can be, so that one which was forgotten is not told
    /// from one that waits: <see cref="Check"/> finds those.</remarks>
    /// <param name="model">How to explore the executions of a scenario; with at most two preemptions by default.</param>
    /// <param name="options">How many scenarios of which size, and for how long; by default 25 of two threads with two operations each, and
    /// ten seconds.</param>
    /// <exception cref="LinearizabilityException">An execution was found that no order explains, or that goes wrong in another way, such as
    /// by a data race; the inner exception is the model checker's.</exception>
    /// <exception cref="InvalidOperationException">The test cannot be run as it was declared.</exception>
    public void CheckModel(ModelOptions? model = null, LinearizabilityOptions? options = null)
    {
        model ??= new() { PreemptionBound = 2 };
        options ??= new()
        {
            Threads = 2, OperationsPerThread = 2, OperationsBefore = 2, OperationsAfter = 2, Scenarios = 25, Budget = TimeSpan.FromSeconds(10),
        };
        Validate(options);
        int seed = options.Seed ?? Random.Shared.Next();
        ScenarioSearch.Run(_specification, options, new ModelRunner<TSubject, TModel>(_specification, model), seed);
    }

    private void Validate(LinearizabilityOptions options)
    {
        List<Operation<TSubject, TModel>> operations = _specification.Operations;
        if (operations.Count == 0)
            throw new InvalidOperationException("The test has no operations. Add those of the structure, with Operation and the like.");
        int roles = operations.Select(static operation => operation.Role).OfType<string>().Distinct().Count();
        if (roles > options.Threads)
            throw new InvalidOperationException(
                $"There are {roles} roles, each with a thread of its own, and at most {options.Threads} threads. Let options.Threads be {roles} or more.");
        if (_specification.Keys.Count > 0 && operations.Find(operation => !_specification.Keys.ContainsKey(operation.ArgumentType)) is { } keyless)
            throw new InvalidOperationException(
                $"Histories are divided by key, and the argument of {keyless.Name} has none. Name its key with DividedBy, or leave {keyless.Name} out: "
                + "what concerns all keys at once cannot be checked one key at a time.");
    }

    private LinearizabilityTest<TSubject, TModel> Add<TResult>(
        string name,
        Func<TSubject, Nothing, CancellationToken, TResult> subject,
        Func<TModel, object?, Outcome, Answer> apply,
        Func<TResult, bool>? givesUp,
        string? role,
        bool blocks = false) =>
        Add(name, new Argument<Nothing>(static _ => Nothing.Instance), subject, apply, givesUp, role, blocks);

    private LinearizabilityTest<TSubject, TModel> Add<TArgument, TResult>(
        string name,
        Argument<TArgument> argument,
        Func<TSubject, TArgument, CancellationToken, TResult> subject,
        Func<TModel, object?, Outcome, Answer> apply,
        Func<TResult, bool>? givesUp,
        string? role,
        bool blocks = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _specification.Operations.Add(new(name)
        {
            Role = role,
            Blocks = blocks,
            ArgumentType = typeof(TArgument),
            Generate = source => argument.Generate(source),
            Invoke = (instance, given, token) => OperationFactory.Box(subject(instance, (TArgument)given!, token)),
            Apply = apply,
            GivesUp = givesUp is null ? null : result => givesUp((TResult)result!),
        });
        return this;
    }
}
