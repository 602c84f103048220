using System.Runtime.CompilerServices;
using Fearless.Scheduling;

namespace Fearless;

/// <summary>Fork, join, scopes and spawns, on the pool of the current worker, or on <see cref="WorkerPool.Default"/> elsewhere.</summary>
public static class Par
{
    private static WorkerPool Pool => WorkerPool.Current ?? WorkerPool.Default;

    /// <summary>Runs both, possibly at the same time, and returns when both are done.</summary>
    /// <remarks>
    /// <paramref name="left"/> runs on the calling worker, and so does <paramref name="right"/> afterwards, unless an idle worker took it
    /// meanwhile. Called on a thread that is no worker, both run in the default pool and the thread blocks meanwhile.
    /// <para>Both always run, and both are done when this returns or throws. When one fails its exception is rethrown as it was; when both
    /// do, that of <paramref name="left"/>, and the other is reached by <see cref="SuppressedExceptions.GetSuppressed"/>.</para>
    /// <para>A fork that nobody takes costs a few nanoseconds and allocates nothing, but lambdas that capture allocate an object for what
    /// they capture (and no delegates, once the caller is compiled with optimisation): for the inner loop pass a state to a static lambda,
    /// or a struct job.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException">A delegate is null.</exception>
    /// <example><code>var (low, high) = Par.Join(() => Sum(numbers[..half]), () => Sum(numbers[half..]));</code></example>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // So that the compiler need not make the delegates: see DelegateParts.
    public static void Join(Action left, Action right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (DelegateParts.AreKnown)
        {
            object? leftOwner = DelegateParts.Owner(left);
            object? rightOwner = DelegateParts.Owner(right);
            ForkJoin.Join<ActionParts, ActionParts, Unit, Unit>(new ActionParts(left), new ActionParts(right));
            GC.KeepAlive(leftOwner);
            GC.KeepAlive(rightOwner);
            return;
        }
        ForkJoin.Join<ActionCall, ActionCall, Unit, Unit>(new ActionCall(left), new ActionCall(right));
    }

    /// <summary>Runs both, possibly at the same time, and returns both results; otherwise as <see cref="Join(Action, Action)"/>.</summary>
    /// <exception cref="ArgumentNullException">A delegate is null.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // So that the compiler need not make the delegates: see DelegateParts.
    public static (TLeft Left, TRight Right) Join<TLeft, TRight>(Func<TLeft> left, Func<TRight> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        // Each condition in one expression: the compiler has to know before it inlines anything.
        if (DelegateParts.AreKnown && !typeof(TLeft).IsValueType && !typeof(TRight).IsValueType)
        {
            object? leftOwner = DelegateParts.Owner(left);
            object? rightOwner = DelegateParts.Owner(right);
            (TLeft, TRight) results = ObjectResult.Both<TLeft, TRight>(
                ForkJoin.Join<ObjectParts, ObjectParts, ObjectResult, ObjectResult>(ObjectParts.Of(left), ObjectParts.Of(right)));
            GC.KeepAlive(leftOwner);
            GC.KeepAlive(rightOwner);
            return results;
        }
        // By its parts a function can be called whose result comes back in a register: the address of a buffer for it is passed otherwise
        // to methods of objects than to functions.
        if (DelegateParts.AreKnown
            && (!typeof(TLeft).IsValueType || typeof(TLeft).IsPrimitive)
            && (!typeof(TRight).IsValueType || typeof(TRight).IsPrimitive))
        {
            object? leftOwner = DelegateParts.Owner(left);
            object? rightOwner = DelegateParts.Owner(right);
            (TLeft, TRight) results = ForkJoin.Join<FuncParts<TLeft>, FuncParts<TRight>, TLeft, TRight>(
                new FuncParts<TLeft>(left), new FuncParts<TRight>(right));
            GC.KeepAlive(leftOwner);
            GC.KeepAlive(rightOwner);
            return results;
        }
        return ForkJoin.Join<FuncCall<TLeft>, FuncCall<TRight>, TLeft, TRight>(new FuncCall<TLeft>(left), new FuncCall<TRight>(right));
    }

    /// <summary>Runs both with the same state, without closures; otherwise as <see cref="Join(Action, Action)"/>.</summary>
    /// <exception cref="ArgumentNullException">A delegate is null.</exception>
    /// <example><code>static long Fib(int n)
    /// {
    ///     if (n &lt; 2) return n;
    ///     var (a, b) = Par.Join(n, static n => Fib(n - 1), static n => Fib(n - 2));
    ///     return a + b;
    /// }</code></example>
    public static (TLeft Left, TRight Right) Join<TState, TLeft, TRight>(TState state, Func<TState, TLeft> left, Func<TState, TRight> right) =>
        Join(state, left, state, right);

    /// <summary>Runs each with a state of its own, without closures; otherwise as <see cref="Join(Action, Action)"/>.</summary>
    /// <exception cref="ArgumentNullException">A delegate is null.</exception>
    public static (TLeft Left, TRight Right) Join<TLeftState, TRightState, TLeft, TRight>(
        TLeftState leftState, Func<TLeftState, TLeft> left, TRightState rightState, Func<TRightState, TRight> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (!typeof(TLeftState).IsValueType && !typeof(TRightState).IsValueType)
        {
            if (typeof(TLeft).IsValueType && typeof(TRight).IsValueType)
            {
                return ForkJoin.Join<ObjectFuncCall<TLeft>, ObjectFuncCall<TRight>, TLeft, TRight>(
                    ObjectFuncCall<TLeft>.Create(leftState, left), ObjectFuncCall<TRight>.Create(rightState, right));
            }
            if (!typeof(TLeft).IsValueType && !typeof(TRight).IsValueType)
            {
                return ObjectResult.Both<TLeft, TRight>(ForkJoin.Join<ObjectToObjectCall, ObjectToObjectCall, ObjectResult, ObjectResult>(
                    ObjectToObjectCall.Create(leftState, left), ObjectToObjectCall.Create(rightState, right)));
            }
        }
        return ForkJoin.Join<StateFuncCall<TLeftState, TLeft>, StateFuncCall<TRightState, TRight>, TLeft, TRight>(
            new StateFuncCall<TLeftState, TLeft>(leftState, left), new StateFuncCall<TRightState, TRight>(rightState, right));
    }

    /// <summary>Runs both with the same state, without closures; otherwise as <see cref="Join(Action, Action)"/>.</summary>
    /// <exception cref="ArgumentNullException">A delegate is null.</exception>
    public static void Join<TState>(TState state, Action<TState> left, Action<TState> right) => Join(state, left, state, right);

    /// <summary>Runs each with a state of its own, without closures; otherwise as <see cref="Join(Action, Action)"/>.</summary>
    /// <exception cref="ArgumentNullException">A delegate is null.</exception>
    public static void Join<TLeftState, TRightState>(
        TLeftState leftState, Action<TLeftState> left, TRightState rightState, Action<TRightState> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (!typeof(TLeftState).IsValueType && !typeof(TRightState).IsValueType)
        {
            ForkJoin.Join<ObjectActionCall, ObjectActionCall, Unit, Unit>(
                ObjectActionCall.Create(leftState, left), ObjectActionCall.Create(rightState, right));
            return;
        }
        ForkJoin.Join<StateActionCall<TLeftState>, StateActionCall<TRightState>, Unit, Unit>(
            new StateActionCall<TLeftState>(leftState, left), new StateActionCall<TRightState>(rightState, right));
    }

    /// <summary>Runs both, each told where it runs, in particular whether another worker took it; otherwise as
    /// <see cref="Join(Action, Action)"/>.</summary>
    /// <exception cref="ArgumentNullException">A delegate is null.</exception>
    public static (TLeft Left, TRight Right) Join<TLeft, TRight>(Func<ForkContext, TLeft> left, Func<ForkContext, TRight> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return ForkJoin.Join<ContextFuncCall<TLeft>, ContextFuncCall<TRight>, TLeft, TRight>(
            new ContextFuncCall<TLeft>(left), new ContextFuncCall<TRight>(right));
    }

    /// <summary>Runs both struct jobs; they hold their results when this returns. The cheapest form; otherwise as
    /// <see cref="Join(Action, Action)"/>.</summary>
    /// <remarks>Inside a job call <see cref="ForkContext.Join"/> of the context that it received: it is cheaper still.</remarks>
    public static void Join<TLeft, TRight>(ref TLeft left, ref TRight right)
        where TLeft : struct, IForkJob
        where TRight : struct, IForkJob
    {
        if (Worker.Current is { } worker)
        {
            new ForkContext(worker, migrated: false).Join(ref left, ref right);
            return;
        }
        ForkJoin.JoinFromOutside(ref left, ref right);
    }

    /// <summary>Runs <paramref name="body"/> in the pool, and returns when it
    /// and every job that it spawned are done, whatever is thrown.</summary>
    /// <remarks>
    /// Called on a worker, the body runs right here and the worker executes the scope's jobs while it waits; on any other thread the body
    /// runs on a worker of the default pool and the thread blocks. What the body throws wins over what jobs threw; the first failure is
    /// rethrown as it was, the others are reached by <see cref="SuppressedExceptions.GetSuppressed"/>. See <see cref="ParScope"/>.
    /// </remarks>
    /// <param name="body">Spawns the jobs.</param>
    /// <param name="cancellationToken">Cancels the token of the scope, <see cref="ParScope.CancellationToken"/>, at which jobs can look;
    /// the scope still waits for them.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    public static void Scope(Action<ParScope> body, CancellationToken cancellationToken = default) =>
        Pool.Scope(body, cancellationToken);

    /// <summary>As <see cref="Scope(Action{ParScope}, CancellationToken)"/>, and returns what <paramref name="body"/> returned.</summary>
    /// <param name="body">Spawns the jobs, and makes the result.</param>
    /// <param name="cancellationToken">Cancels the token of the scope, <see cref="ParScope.CancellationToken"/>, at which jobs can look;
    /// the scope still waits for them.</param>
    /// <returns>The result of the body.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="TResult"/> is a task, which nobody would wait for.</exception>
    public static TResult Scope<TResult>(Func<ParScope, TResult> body, CancellationToken cancellationToken = default) =>
        Pool.Scope(body, cancellationToken);

    /// <summary>As <see cref="Scope(Action{ParScope}, CancellationToken)"/>, but each worker executes what it spawned oldest first.</summary>
    /// <param name="body">Spawns the jobs.</param>
    /// <param name="cancellationToken">Cancels the token of the scope, <see cref="ParScope.CancellationToken"/>, at which jobs can look;
    /// the scope still waits for them.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    public static void ScopeFifo(Action<ParScope> body, CancellationToken cancellationToken = default) =>
        Pool.ScopeFifo(body, cancellationToken);

    /// <summary>As <see cref="ScopeFifo(Action{ParScope}, CancellationToken)"/>, and returns what <paramref name="body"/> returned.</summary>
    /// <param name="body">Spawns the jobs, and makes the result.</param>
    /// <param name="cancellationToken">Cancels the token of the scope, <see cref="ParScope.CancellationToken"/>, at which jobs can look;
    /// the scope still waits for them.</param>
    /// <returns>The result of the body.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="TResult"/> is a task, which nobody would wait for.</exception>
    public static TResult ScopeFifo<TResult>(Func<ParScope, TResult> body, CancellationToken cancellationToken = default) =>
        Pool.ScopeFifo(body, cancellationToken);

    /// <summary>As <see cref="Scope(Action{ParScope}, CancellationToken)"/>, but the body stays on the calling thread.</summary>
    /// <param name="body">Spawns the jobs.</param>
    /// <param name="cancellationToken">Cancels the token of the scope, <see cref="ParScope.CancellationToken"/>, at which jobs can look;
    /// the scope still waits for them.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    public static void InPlaceScope(Action<ParScope> body, CancellationToken cancellationToken = default) =>
        Pool.InPlaceScope(body, cancellationToken);

    /// <summary>As <see cref="InPlaceScope(Action{ParScope}, CancellationToken)"/>, and returns what <paramref name="body"/> returned.</summary>
    /// <param name="body">Spawns the jobs, and makes the result.</param>
    /// <param name="cancellationToken">Cancels the token of the scope, <see cref="ParScope.CancellationToken"/>, at which jobs can look;
    /// the scope still waits for them.</param>
    /// <returns>The result of the body.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="TResult"/> is a task, which nobody would wait for.</exception>
    public static TResult InPlaceScope<TResult>(Func<ParScope, TResult> body, CancellationToken cancellationToken = default) =>
        Pool.InPlaceScope(body, cancellationToken);

    /// <summary>As <see cref="ScopeFifo(Action{ParScope}, CancellationToken)"/>, but the body stays on the calling thread.</summary>
    /// <param name="body">Spawns the jobs.</param>
    /// <param name="cancellationToken">Cancels the token of the scope, <see cref="ParScope.CancellationToken"/>, at which jobs can look;
    /// the scope still waits for them.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    public static void InPlaceScopeFifo(Action<ParScope> body, CancellationToken cancellationToken = default) =>
        Pool.InPlaceScopeFifo(body, cancellationToken);

    /// <summary>As <see cref="InPlaceScopeFifo(Action{ParScope}, CancellationToken)"/>, and returns what <paramref name="body"/> returned.</summary>
    /// <param name="body">Spawns the jobs, and makes the result.</param>
    /// <param name="cancellationToken">Cancels the token of the scope, <see cref="ParScope.CancellationToken"/>, at which jobs can look;
    /// the scope still waits for them.</param>
    /// <returns>The result of the body.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="TResult"/> is a task, which nobody would wait for.</exception>
    public static TResult InPlaceScopeFifo<TResult>(Func<ParScope, TResult> body, CancellationToken cancellationToken = default) =>
        Pool.InPlaceScopeFifo(body, cancellationToken);

    /// <summary>Runs <paramref name="action"/> some time in the pool and returns at once. See
    /// <see cref="WorkerPool.Spawn(Action)"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public static JobHandle Spawn(Action action) => Pool.Spawn(action);

    /// <summary>Runs <paramref name="function"/> some time in the pool and returns at once. See
    /// <see cref="WorkerPool.Spawn{TResult}(Func{TResult})"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public static JobHandle<TResult> Spawn<TResult>(Func<TResult> function) => Pool.Spawn(function);

    /// <summary>As <see cref="Spawn(Action)"/>, but a worker executes the jobs that it spawned this way oldest first.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public static JobHandle SpawnFifo(Action action) => Pool.SpawnFifo(action);

    /// <summary>Runs <paramref name="action"/> some time once on every worker and returns at once. See
    /// <see cref="WorkerPool.SpawnBroadcast"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public static void SpawnBroadcast(Action<BroadcastContext> action) => Pool.SpawnBroadcast(action);

    /// <summary>Runs <paramref name="function"/> once on every worker and returns their results by worker index. See
    /// <see cref="WorkerPool.Broadcast{TResult}"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public static TResult[] Broadcast<TResult>(Func<BroadcastContext, TResult> function) => Pool.Broadcast(function);

    /// <summary>Runs <paramref name="action"/> once on every worker. See
    /// <see cref="WorkerPool.Broadcast(Action{BroadcastContext})"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public static void Broadcast(Action<BroadcastContext> action) => Pool.Broadcast(action);

    /// <summary>Runs <paramref name="action"/> in the pool for asynchronous code. See
    /// <see cref="WorkerPool.RunAsync(Action, CancellationToken)"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public static Task RunAsync(Action action, CancellationToken cancellationToken = default) => Pool.RunAsync(action, cancellationToken);

    /// <summary>Runs <paramref name="function"/> in the pool for asynchronous code. See
    /// <see cref="WorkerPool.RunAsync{TResult}(Func{TResult}, CancellationToken)"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public static Task<TResult> RunAsync<TResult>(Func<TResult> function, CancellationToken cancellationToken = default) =>
        Pool.RunAsync(function, cancellationToken);

    /// <summary>Executes one queued job, of this worker or else of others, and
    /// returns; for a worker that waits for something of its own.</summary>
    /// <remarks>Never blocks by itself, but runs the job to its end on top of
    /// the caller's stack. Does nothing on a thread that is no worker.</remarks>
    /// <returns>Whether a job was executed.</returns>
    public static YieldOutcome YieldNow() => Yield(localOnly: false);

    /// <summary>Executes one job that this worker itself has queued, and returns; otherwise as <see cref="YieldNow"/>.</summary>
    /// <returns>Whether a job was executed.</returns>
    public static YieldOutcome YieldLocal() => Yield(localOnly: true);

    /// <summary>Calls <paramref name="action"/>, which will block: for I/O, for a lock,
    /// for another thread. A spare thread stands in for the worker meanwhile.</summary>
    /// <remarks>The forks that wait on this worker become public first, which allocates. Outside a pool it is an ordinary call.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public static void Blocking(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        Blocking(action, static action =>
        {
            action();
            return true;
        });
    }

    /// <summary>Calls <paramref name="function"/>, which will block, and returns its result; otherwise as
    /// <see cref="Blocking(Action)"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public static TResult Blocking<TResult>(Func<TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Blocking(function, static function => function());
    }

    /// <summary>Calls <paramref name="function"/> with a state; otherwise as <see cref="Blocking(Action)"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public static TResult Blocking<TState, TResult>(TState state, Func<TState, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (Worker.Current is not { } worker)
            return function(state);
        worker.Waits.EnterBlocking();
        try
        {
            return function(state);
        }
        finally
        {
            worker.Waits.ExitBlocking();
        }
    }

    private static YieldOutcome Yield(bool localOnly)
    {
        if (Worker.Current is not { } worker)
            return YieldOutcome.NotAWorker;
        return worker.TryExecuteOne(localOnly) ? YieldOutcome.Executed : YieldOutcome.Idle;
    }
}
