using Fearless.Scheduling;

namespace Fearless;

/// <summary>Spawns any number of jobs on a pool; the call that opened the scope returns when all of them have ended.</summary>
/// <remarks>
/// <see cref="Par.Scope(Action{ParScope}, CancellationToken)"/>, <see cref="WorkerPool.Scope(Action{ParScope}, CancellationToken)"/> and their like open one and pass it to
/// their body. A <c>ref struct</c>, so that the compiler sees to it that the scope does not outlive its body: it cannot be captured or
/// stored. A job that spawns more takes a scope of its own as its parameter; what it spawns belongs to the same scope.
/// <para><b>Jobs.</b> They run on the workers of <see cref="Pool"/>, in no particular order; a spawn queues and returns at once. Each costs
/// an object, so spawn pieces of microseconds or more; for finer ones use <c>Par.Join</c> or a parallel iterator.</para>
/// <para><b>Failures.</b> Every job runs, whatever else failed. The end of the scope rethrows, as it
/// was, what the body threw, or else the first failure of a job that no <see cref="JobHandle.Join"/>
/// has received; the others are reached by <see cref="SuppressedExceptions.GetSuppressed"/>. The first
/// failure also cancels <see cref="CancellationToken"/>: jobs that can stop early look at it.</para>
/// </remarks>
/// <example><code>
/// Par.Scope(scope =&gt;
/// {
///     CancellationToken failed = scope.CancellationToken;
///     foreach (string path in paths)
///     {
///         scope.Spawn((path, failed), static job =&gt;
///         {
///             job.failed.ThrowIfCancellationRequested();
///             Index(job.path);
///         });
///     }
/// });
/// </code></example>
public readonly ref struct ParScope
{
    private readonly ScopeState? _state;

    internal ParScope(ScopeState state) => _state = state;

    /// <summary>The pool on whose workers the jobs run.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(ParScope)</c>.</exception>
    public WorkerPool Pool => State.Pool;

    /// <summary>Cancelled when the body or a job of the scope fails, so that other jobs can stop early.</summary>
    /// <remarks>
    /// Made when it is first asked for; scopes that do not use it do not pay. A scope that was given no token cannot be cancelled from
    /// outside: let the jobs look at a token of yours too. Callbacks registered with it run on the thread that failed; what one throws is
    /// reached, when the scope ends, from the failure that is rethrown, or rethrown itself if there is no other.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The scope has ended; or this is <c>default(ParScope)</c>.</exception>
    public CancellationToken CancellationToken => State.CancellationToken;

    private ScopeState State => _state ?? throw new InvalidOperationException(
        "This ParScope is default(ParScope) and belongs to no scope. Use the one that the body received from Par.Scope.");

    /// <summary>Queues <paramref name="action"/> to run on a worker, and returns at once; the scope waits for it.</summary>
    /// <remarks>
    /// A failure that nobody received with <see cref="JobHandle.Join"/> is rethrown at the end of the scope. Never blocks; allocates the
    /// job, and the lambda's closure if it captures.
    /// </remarks>
    /// <param name="action">What the job does.</param>
    /// <returns>A handle to wait for this job alone; it can be ignored.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The scope has ended.</exception>
    public JobHandle Spawn(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return new JobHandle(Spawn<ActionCall, Unit>(new ActionCall(action)));
    }

    /// <summary>Queues <paramref name="action"/>, which receives the scope and
    /// can spawn more; otherwise as <see cref="Spawn(Action)"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The scope has ended.</exception>
    public JobHandle Spawn(Action<ParScope> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return new JobHandle(Spawn<ScopeActionCall, Unit>(new ScopeActionCall(State, action)));
    }

    /// <summary>Queues <paramref name="action"/> with a state, without a closure; otherwise as <see cref="Spawn(Action)"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The scope has ended.</exception>
    public JobHandle Spawn<TState>(TState state, Action<TState> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return new JobHandle(Spawn<StateActionCall<TState>, Unit>(new StateActionCall<TState>(state, action)));
    }

    /// <summary>Queues <paramref name="action"/> with a state and the scope, in which it can spawn more; otherwise as
    /// <see cref="Spawn(Action)"/>.</summary>
    /// <param name="state">Passed to the action, which need not capture anything.</param>
    /// <param name="action">What to run.</param>
    /// <returns>A handle of the job.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The scope has ended; or this is <c>default(ParScope)</c>.</exception>
    public JobHandle Spawn<TState>(TState state, Action<ParScope, TState> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return new JobHandle(Spawn<ScopeStateActionCall<TState>, Unit>(new ScopeStateActionCall<TState>(State, state, action)));
    }

    /// <summary>Queues <paramref name="function"/>, whose result the handle returns; otherwise as <see cref="Spawn(Action)"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The scope has ended.</exception>
    public JobHandle<TResult> Spawn<TResult>(Func<TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        AsyncDelegates.ThrowIfAsync<TResult>();
        return new JobHandle<TResult>(Spawn<FuncCall<TResult>, TResult>(new FuncCall<TResult>(function)));
    }

    /// <summary>Queues <paramref name="function"/> with a state, without a closure; otherwise as
    /// <see cref="Spawn{TResult}(Func{TResult})"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The scope has ended.</exception>
    public JobHandle<TResult> Spawn<TState, TResult>(TState state, Func<TState, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        AsyncDelegates.ThrowIfAsync<TResult>();
        return new JobHandle<TResult>(
            Spawn<StateFuncCall<TState, TResult>, TResult>(new StateFuncCall<TState, TResult>(state, function)));
    }

    /// <summary>Queues <paramref name="action"/> once for every worker of the
    /// pool, and returns at once; the scope waits for all calls.</summary>
    /// <remarks>Each worker makes its call when its own queue is empty, before it takes work of others.</remarks>
    /// <param name="action">Called by every worker, by several at the same time, with the index of the worker.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The scope has ended.</exception>
    public void SpawnBroadcast(Action<BroadcastContext> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        State.SpawnBroadcast(action);
    }

    /// <summary>As <see cref="SpawnBroadcast(Action{BroadcastContext})"/>, with the scope, in which each call can spawn more.</summary>
    /// <param name="action">Called by every worker, by several at the same time, with the scope and the index of the worker.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The scope has ended.</exception>
    public void SpawnBroadcast(Action<ParScope, BroadcastContext> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        State.SpawnBroadcast(action);
    }

    private SpawnedJob<TCall, TResult> Spawn<TCall, TResult>(TCall call)
        where TCall : struct, ICall<TResult>
    {
        var job = new SpawnedJob<TCall, TResult>(State.Pool, State, call);
        State.Spawn(job);
        return job;
    }
}
