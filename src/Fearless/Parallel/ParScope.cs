using Fearless.Scheduling;

namespace Fearless;

/// <summary>Spawns jobs on a pool; whoever opened the scope waits for all of them. Made by <see cref="Par.Scope(Action{ParScope})"/> and its like.</summary>
/// <remarks>A <c>ref struct</c>, so that the compiler itself sees to it that it does not outlive its body. Jobs that spawn more receive a scope of their own.</remarks>
public readonly ref struct ParScope
{
    private readonly ScopeState? _state;

    internal ParScope(ScopeState state) => _state = state;

    /// <summary>The pool that the jobs run on.</summary>
    public WorkerPool Pool => State.Pool;

    /// <summary>Cancelled when the body or a job of the scope fails. Made when it is first asked for.</summary>
    public CancellationToken CancellationToken => State.CancellationToken;

    private ScopeState State => _state ?? throw new InvalidOperationException(
        "This ParScope is default(ParScope) and belongs to no scope. Use the one that the body received from Par.Scope.");

    /// <summary>Queues <paramref name="action"/>; the scope waits for it.</summary>
    /// <remarks>
    /// A failure that nobody received through the handle is rethrown at the end of the scope: the first as it was, the others reached by
    /// <see cref="SuppressedExceptions.GetSuppressed"/>. Allocates the job.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The scope has ended.</exception>
    public JobHandle Spawn(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return new JobHandle(Spawn<ActionJob, Unit>(new ActionJob(action)));
    }

    /// <summary>Queues <paramref name="action"/>, which receives the scope and can spawn more; otherwise as <see cref="Spawn(Action)"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The scope has ended.</exception>
    public JobHandle Spawn(Action<ParScope> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return new JobHandle(Spawn<ScopeActionJob, Unit>(new ScopeActionJob(State, action)));
    }

    /// <summary>Queues <paramref name="action"/> with a state, without a closure; otherwise as <see cref="Spawn(Action)"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The scope has ended.</exception>
    public JobHandle Spawn<TState>(TState state, Action<TState> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return new JobHandle(Spawn<StateActionJob<TState>, Unit>(new StateActionJob<TState>(state, action)));
    }

    /// <summary>Queues <paramref name="function"/>, whose result the handle returns; otherwise as <see cref="Spawn(Action)"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The scope has ended.</exception>
    public JobHandle<TResult> Spawn<TResult>(Func<TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new JobHandle<TResult>(Spawn<FuncJob<TResult>, TResult>(new FuncJob<TResult>(function)));
    }

    /// <summary>Queues <paramref name="function"/> with a state, without a closure; otherwise as <see cref="Spawn{TResult}(Func{TResult})"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The scope has ended.</exception>
    public JobHandle<TResult> Spawn<TState, TResult>(TState state, Func<TState, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new JobHandle<TResult>(
            Spawn<StateFuncJob<TState, TResult>, TResult>(new StateFuncJob<TState, TResult>(state, function)));
    }

    /// <summary>Queues <paramref name="action"/> once for every worker of the pool; the scope waits for all.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The scope has ended.</exception>
    public void SpawnBroadcast(Action<BroadcastContext> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        State.SpawnBroadcast(action);
    }

    private SpawnedJob<TJob, TResult> Spawn<TJob, TResult>(TJob body)
        where TJob : struct, IResultJob<TResult>
    {
        var job = new SpawnedJob<TJob, TResult>(State.Pool, State, body);
        State.Spawn(job);
        return job;
    }
}
