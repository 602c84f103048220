using System.Diagnostics;
using Fearless.Scheduling;
using Fearless.Sync;

namespace Fearless;

/// <summary>A fixed number of worker threads that share work by stealing it from each other.</summary>
/// <remarks>
/// Parallel operations run on the pool of the worker that calls them, and called from any other thread on <see cref="Default"/>; to run
/// them elsewhere, call them inside <see cref="Install(Action)"/> of another pool. Workers that find nothing to do sleep and cost nothing.
/// <para>Dispose a pool that is no longer needed: it finishes what was given to it and ends its threads. A pool that is never disposed
/// lives as long as the process; its threads are background threads.</para>
/// <para>Where no thread can be started, as in a browser, a pool has one worker, which is lent the thread that calls: what is given to the pool from outside
/// is done when the call returns.</para>
/// <para>Every member may be called by any thread at any time, except where it says otherwise.</para>
/// </remarks>
/// <example><code>
/// using var pool = new WorkerPool(4);
/// double sum = pool.Install(static () =&gt; samples.Par().Select(static x =&gt; x * x).Sum());      // blocks; runs on this pool's workers
/// JobHandle&lt;double&gt; later = pool.Spawn(static () =&gt; Sum(numbers));                             // returns at once
/// Console.WriteLine(sum + later.Join());
/// </code></example>
[DebuggerDisplay("Size = {Size}, Sleeping = {Scheduler.Idle.Sleeping}")]
public sealed class WorkerPool : IDisposable
{
    /// <summary>The largest number of workers that a pool can have.</summary>
    public const int MaxSize = 4096;

    private readonly WorkerPoolOptions _options;
    private readonly WorkerThreads _threads;
    private Operations _operations = new();
    private Completion _ended;

    /// <summary>Starts a pool of <paramref name="size"/> workers.</summary>
    /// <param name="size">The number of workers, 1 to <see cref="MaxSize"/>;
    /// zero for <c>FEARLESS_NUM_THREADS</c>, or else one a processor.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative or larger than <see cref="MaxSize"/>.</exception>
    public WorkerPool(int size)
        : this(SizeOnly(size))
    {
    }

    /// <summary>Starts a pool of <c>FEARLESS_NUM_THREADS</c> workers, or else of one a processor.</summary>
    public WorkerPool()
        : this(new WorkerPoolOptions())
    {
    }

    /// <summary>Starts a pool.</summary>
    /// <param name="options">How it is to be made.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The current thread was to be a worker, and is one already.</exception>
    /// <remarks>What <see cref="WorkerPoolOptions.ThreadName"/> or <see cref="WorkerPoolOptions.StartThread"/> throws comes out of here;
    /// workers that had started are ended first.</remarks>
    public WorkerPool(WorkerPoolOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _options.Validate();
        if (_options.UseCurrentThread && Worker.Current is not null)
        {
            throw new InvalidOperationException(
                "The current thread is a worker already, and a thread is a worker of one pool only. Construct this pool on another thread, or without UseCurrentThread.");
        }

        _threads = new WorkerThreads(options);
        Scheduler = new Scheduler(this, options.EffectiveSize, _threads.StartSpare);
        _threads.Start(Scheduler);
        PoolMeter.Register(this);
    }

    /// <summary>The pool of the process, which parallel operations use when they are called outside any pool.</summary>
    /// <remarks>
    /// Made when it is first asked for, with one worker a processor unless <see cref="ConfigureDefault"/> or <c>FEARLESS_NUM_THREADS</c>
    /// said otherwise; the first caller waits for that. Cannot be disposed.
    /// </remarks>
    public static WorkerPool Default => DefaultPool.Get();

    /// <summary>The pool whose worker the current thread is; null on every other thread. Never makes one.</summary>
    public static WorkerPool? Current => Worker.Current?.Pool;

    /// <summary>The number of workers, fixed for life. Threads that stand in for blocked workers do not count.</summary>
    public int Size => Scheduler.Size;

    /// <summary>The index in this pool of the worker whose thread this is, or null on every other thread. Threads that stand in for blocked
    /// workers have indices from <see cref="Size"/> on.</summary>
    public int? CurrentWorkerIndex => CurrentWorker?.Index;

    /// <summary>What the workers have done since the pool was made. Sums a few
    /// counters of each worker, blocks nobody; counts may be a moment old.</summary>
    public WorkerPoolStatistics Statistics => WorkerPoolStatistics.Of(Scheduler.Workers);

    /// <summary>Whether <see cref="WorkerPoolStatistics.Forks"/> counts. False at first, because a fork is so cheap that counting it can make
    /// it three times as dear.</summary>
    /// <remarks>Forks that other threads open at the same moment as it is set may or may not be counted. The first reading of the
    /// instrument <c>fearless.pool.forks</c>, or of the event counter <c>pool-forks</c>, sets it to true; a second or two after the last
    /// listener has left it is false again, unless you have set it since.</remarks>
    public bool CountsForks
    {
        get => Scheduler.CountsForks;
        set => ForkCounting.Set(this, value);
    }

    internal Scheduler Scheduler { get; }

    /// <summary>Whether the current thread is a worker of this pool and has queued jobs that nobody has taken yet. A hint: thieves may take
    /// them at any time.</summary>
    public bool CurrentWorkerHasPendingJobs => CurrentWorker?.Jobs.AreVisible ?? false;

    internal Worker? CurrentWorker => Worker.Current is { } worker && worker.Pool == this ? worker : null;

    /// <summary>Makes <see cref="Default"/> with these options, before anything has used it.</summary>
    /// <param name="options">How it is to be made.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The default pool exists already.</exception>
    public static void ConfigureDefault(WorkerPoolOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        DefaultPool.Configure(options);
    }

    /// <summary>Runs <paramref name="action"/> on a worker of this pool and
    /// waits for it; parallel operations inside it use this pool.</summary>
    /// <remarks>
    /// On a worker of this pool it is an ordinary call. Elsewhere the calling thread blocks meanwhile; when it is a worker of another pool,
    /// a spare thread stands in for it there if there is work. What <paramref name="action"/> throws is rethrown as it was.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public void Install(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var job = new CallJob<ActionCall, Unit>(new ActionCall(action));
        Install(ref job);
    }

    /// <summary>Runs <paramref name="function"/> on a worker of this pool and returns its result; otherwise as
    /// <see cref="Install(Action)"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public TResult Install<TResult>(Func<TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        AsyncDelegates.ThrowIfAsync<TResult>();
        var job = new CallJob<FuncCall<TResult>, TResult>(new FuncCall<TResult>(function));
        Install(ref job);
        return job.Result!;
    }

    /// <summary>Runs <paramref name="function"/> with <paramref name="state"/>, without a closure; otherwise as
    /// <see cref="Install(Action)"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public TResult Install<TState, TResult>(TState state, Func<TState, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        AsyncDelegates.ThrowIfAsync<TResult>();
        var job = new CallJob<StateFuncCall<TState, TResult>, TResult>(new StateFuncCall<TState, TResult>(state, function));
        Install(ref job);
        return job.Result!;
    }

    /// <summary>Runs <paramref name="job"/> on a worker of this pool and waits for it; it is copied there and back. Otherwise as
    /// <see cref="Install(Action)"/>.</summary>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public void Install<TJob>(ref TJob job)
        where TJob : struct, IForkJob
    {
        Worker? current = Worker.Current;
        if (current is not null && current.Pool == this)
        {
            current.EnterJob();
            try
            {
                job.Execute(new ForkContext(current, migrated: false));
            }
            finally
            {
                current.ExitJob();
            }
            return;
        }

        var installed = new HeapJob<TJob> { Job = job };
        BeginOperation();
        try
        {
            Scheduler.Enqueue(installed);
            Wait(ref installed.Done);
        }
        finally
        {
            EndOperation();
        }
        installed.ThrowIfFailed();
        job = installed.Job;
    }

    /// <summary>Runs <paramref name="action"/> on a worker of this pool, for asynchronous code that must not block a thread.</summary>
    /// <remarks>Returns at once. Allocates the job and its task. The exception of
    /// <paramref name="action"/> ends the task; nothing else hears of it.</remarks>
    /// <param name="action">What to run. Not an asynchronous lambda: the task would end with its first <c>await</c>.</param>
    /// <param name="cancellationToken">Cancels it while it has not started; a started action is not interrupted, but ends the task as
    /// cancelled if it throws an <see cref="OperationCanceledException"/> with this token.</param>
    /// <returns>A task that ends with the action. Its continuations never run on the worker.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public Task RunAsync(Action action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return RunAsync(
            () =>
            {
                action();
                return true;
            },
            cancellationToken);
    }

    /// <summary>Runs <paramref name="function"/> on a worker of this pool; otherwise as
    /// <see cref="RunAsync(Action, CancellationToken)"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public Task<TResult> RunAsync<TResult>(Func<TResult> function, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(function);
        AsyncDelegates.ThrowIfAsync<TResult>();
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<TResult>(cancellationToken);
        var job = new AsyncJob<TResult>(this, function);
        BeginOperation();
        return job.Start(cancellationToken);
    }

    /// <summary>Runs <paramref name="action"/> some time on a worker of this pool and returns at once.</summary>
    /// <remarks>
    /// Nobody waits for such a detached job except who uses the handle, and <see cref="Dispose"/>; prefer <see cref="Scope(Action{ParScope}, CancellationToken)"/> where the
    /// caller waits in any case. On a worker the job goes to the worker's own queue, newest first for the worker and oldest first for
    /// others. Never blocks; allocates the job.
    /// <para>What the action throws is rethrown by <see cref="JobHandle.Join"/>; if nobody waits for the handle it goes to
    /// <see cref="WorkerPoolOptions.OnFailure"/> when the garbage collector finds the handle gone, so perhaps much later.</para>
    /// </remarks>
    /// <param name="action">What the job does.</param>
    /// <returns>A handle to wait for the job; it can be ignored.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public JobHandle Spawn(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return new JobHandle(SpawnDetached<ActionCall, Unit>(new ActionCall(action), SpawnOrder.NewestFirst));
    }

    /// <summary>Runs <paramref name="function"/> some time on a worker of this pool; otherwise as <see cref="Spawn(Action)"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public JobHandle<TResult> Spawn<TResult>(Func<TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        AsyncDelegates.ThrowIfAsync<TResult>();
        return new JobHandle<TResult>(SpawnDetached<FuncCall<TResult>, TResult>(new FuncCall<TResult>(function), SpawnOrder.NewestFirst));
    }

    /// <summary>As <see cref="Spawn(Action)"/>, but a worker executes the jobs that it spawned this way oldest first.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public JobHandle SpawnFifo(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return new JobHandle(SpawnDetached<ActionCall, Unit>(new ActionCall(action), SpawnOrder.OldestFirst));
    }

    /// <summary>Runs <paramref name="function"/> once on every worker and returns their results by worker index.</summary>
    /// <remarks>
    /// Each worker runs it when its own queue is empty, before it takes work of others. Blocks until every worker has; on a worker of this
    /// pool the caller executes its own share and other jobs while it waits. When several throw, the first to do so wins, and the others
    /// are reached by <see cref="SuppressedExceptions.GetSuppressed"/>.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public TResult[] Broadcast<TResult>(Func<BroadcastContext, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var results = new TResult[Size];
        // The cast keeps the call from meaning this very overload.
        Broadcast((Action<BroadcastContext>)(context => results[context.Index] = function(context)));
        return results;
    }

    /// <summary>Runs <paramref name="action"/> once on every worker; otherwise as <see cref="Broadcast{TResult}"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public void Broadcast(Action<BroadcastContext> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        InPlaceScope(scope => scope.SpawnBroadcast(action));
    }

    /// <summary>Queues <paramref name="action"/> once for every worker, and returns at once. Failures go to
    /// <see cref="WorkerPoolOptions.OnFailure"/>.</summary>
    /// <remarks>All workers call it or, when the pool is disposed, none. Each does
    /// so when its own queue is empty, before it takes work of others.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public void SpawnBroadcast(Action<BroadcastContext> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        // All or none: a pool that is disposed meanwhile still runs every share.
        BeginOperation(Size);
        for (int index = 0; index < Size; index++)
        {
            var context = new BroadcastContext(this, index);
            Scheduler.Workers[index].PushAddressed(new SpawnedJob<ActionCall, Unit>(this, null, new ActionCall(() =>
            {
                try
                {
                    action(context);
                }
                catch (Exception failure)
                {
                    // There is no handle that could still receive it.
                    ReportFailure(failure);
                }
            })));
        }
        Completion never = default;
        ExecuteAlone(ref never);
    }

    /// <summary>Runs <paramref name="body"/> on a worker of this pool, and returns
    /// when it and all that it spawned are done. See <see cref="ParScope"/>.</summary>
    /// <remarks>
    /// On a worker of this pool it is an ordinary call, and the worker executes the scope's jobs while it waits; any other thread blocks.
    /// What the body threw, or else the first failure of a job that no join received, is rethrown as it was.
    /// </remarks>
    /// <param name="body">Spawns the jobs.</param>
    /// <param name="cancellationToken">Cancels the token of the scope, <see cref="ParScope.CancellationToken"/>, at which jobs can look;
    /// the scope still waits for them.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public void Scope(Action<ParScope> body, CancellationToken cancellationToken = default) =>
        Install(() => InPlaceScope(body, cancellationToken));

    /// <summary>As <see cref="Scope(Action{ParScope}, CancellationToken)"/>, and returns what <paramref name="body"/> returned.</summary>
    /// <param name="body">Spawns the jobs, and makes the result.</param>
    /// <param name="cancellationToken">Cancels the token of the scope, <see cref="ParScope.CancellationToken"/>, at which jobs can look;
    /// the scope still waits for them.</param>
    /// <returns>The result of the body.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="TResult"/> is a task, which nobody would wait for.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public TResult Scope<TResult>(Func<ParScope, TResult> body, CancellationToken cancellationToken = default) =>
        Install(() => InPlaceScope(body, cancellationToken));

    /// <summary>As <see cref="Scope(Action{ParScope}, CancellationToken)"/>, but <paramref name="body"/> runs on the calling thread; what it spawns runs on this pool.</summary>
    /// <remarks>For a body that must stay on its thread, such as that of a user
    /// interface. The thread still blocks until everything is done.</remarks>
    /// <param name="body">Spawns the jobs.</param>
    /// <param name="cancellationToken">Cancels the token of the scope, <see cref="ParScope.CancellationToken"/>, at which jobs can look;
    /// the scope still waits for them.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public void InPlaceScope(Action<ParScope> body, CancellationToken cancellationToken = default) =>
        ScopeState.Run(this, SpawnOrder.NewestFirst, body, cancellationToken);

    /// <summary>As <see cref="InPlaceScope(Action{ParScope}, CancellationToken)"/>, and returns what <paramref name="body"/> returned.</summary>
    /// <param name="body">Spawns the jobs, and makes the result.</param>
    /// <param name="cancellationToken">Cancels the token of the scope, <see cref="ParScope.CancellationToken"/>, at which jobs can look;
    /// the scope still waits for them.</param>
    /// <returns>The result of the body.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="TResult"/> is a task, which nobody would wait for.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public TResult InPlaceScope<TResult>(Func<ParScope, TResult> body, CancellationToken cancellationToken = default) =>
        ScopeState.Run(this, SpawnOrder.NewestFirst, body, cancellationToken);

    /// <summary>As <see cref="Scope(Action{ParScope}, CancellationToken)"/>, but each worker executes what it spawned oldest first.</summary>
    /// <param name="body">Spawns the jobs.</param>
    /// <param name="cancellationToken">Cancels the token of the scope, <see cref="ParScope.CancellationToken"/>, at which jobs can look;
    /// the scope still waits for them.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public void ScopeFifo(Action<ParScope> body, CancellationToken cancellationToken = default) =>
        Install(() => InPlaceScopeFifo(body, cancellationToken));

    /// <summary>As <see cref="ScopeFifo(Action{ParScope}, CancellationToken)"/>, and returns what <paramref name="body"/> returned.</summary>
    /// <param name="body">Spawns the jobs, and makes the result.</param>
    /// <param name="cancellationToken">Cancels the token of the scope, <see cref="ParScope.CancellationToken"/>, at which jobs can look;
    /// the scope still waits for them.</param>
    /// <returns>The result of the body.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="TResult"/> is a task, which nobody would wait for.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public TResult ScopeFifo<TResult>(Func<ParScope, TResult> body, CancellationToken cancellationToken = default) =>
        Install(() => InPlaceScopeFifo(body, cancellationToken));

    /// <summary>As <see cref="InPlaceScope(Action{ParScope}, CancellationToken)"/>, but each worker executes what it spawned oldest first.</summary>
    /// <param name="body">Spawns the jobs.</param>
    /// <param name="cancellationToken">Cancels the token of the scope, <see cref="ParScope.CancellationToken"/>, at which jobs can look;
    /// the scope still waits for them.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public void InPlaceScopeFifo(Action<ParScope> body, CancellationToken cancellationToken = default) =>
        ScopeState.Run(this, SpawnOrder.OldestFirst, body, cancellationToken);

    /// <summary>As <see cref="InPlaceScopeFifo(Action{ParScope}, CancellationToken)"/>, and returns what <paramref name="body"/> returned.</summary>
    /// <param name="body">Spawns the jobs, and makes the result.</param>
    /// <param name="cancellationToken">Cancels the token of the scope, <see cref="ParScope.CancellationToken"/>, at which jobs can look;
    /// the scope still waits for them.</param>
    /// <returns>The result of the body.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="TResult"/> is a task, which nobody would wait for.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public TResult InPlaceScopeFifo<TResult>(Func<ParScope, TResult> body, CancellationToken cancellationToken = default) =>
        ScopeState.Run(this, SpawnOrder.OldestFirst, body, cancellationToken);

    /// <summary>Takes no more work from outside, waits until everything that was given to the pool is done, and ends its threads.</summary>
    /// <remarks>
    /// Work that running jobs still spawn is done too. Blocks, without a limit: a job that never ends keeps it waiting. A second call waits
    /// for the first one's end. Operations that are begun afterwards throw <see cref="ObjectDisposedException"/>.
    /// </remarks>
    /// <exception cref="InvalidOperationException">Called on a worker of this pool,
    /// which it would wait for; or this is <see cref="Default"/>.</exception>
    public void Dispose()
    {
        Worker? current = CurrentWorker;
        if (DefaultPool.Is(this))
            throw new InvalidOperationException("The default pool lives as long as the process and cannot be disposed. Dispose only pools that you made.");
        bool isOwner = _options.UseCurrentThread && current?.Index == 0;
        if (current is not null && (!isOwner || current.IsInsideJob))
            throw new InvalidOperationException("A pool cannot be disposed on one of its own workers, for which it would wait. Dispose it on the thread that made it.");
        if (_options.UseCurrentThread && !isOwner && !_operations.IsClosed)
            throw new InvalidOperationException("This pool uses the thread that made it as a worker. Dispose it on that thread.");
        if (!_operations.TryClose())
        {
            Wait(ref _ended);
            return;
        }

        if (isOwner)
            current!.Run(ref _operations.Drained);
        else
            Wait(ref _operations.Drained);
        DeferredFailure deferred = _threads.End(Scheduler);
        PoolMeter.Unregister(this);
        _ended.Set();
        deferred.Raise();
    }

    /// <summary>As <see cref="Wait(ref Completion)"/>, but gives up when <paramref name="cancellationToken"/> is cancelled.</summary>
    /// <exception cref="OperationCanceledException">It was, before the completion was set.</exception>
    internal void Wait(ref Completion completion, CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
            TryWait(ref completion, Deadline.Never, cancellationToken);
        else
            Wait(ref completion);
    }

    /// <summary>As <see cref="Wait(ref Completion)"/>, but gives up when <paramref name="deadline"/> has passed or
    /// <paramref name="cancellationToken"/> is cancelled.</summary>
    /// <returns>Whether the completion was set.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before.</exception>
    internal bool TryWait(ref Completion completion, Deadline deadline, CancellationToken cancellationToken)
    {
        if (completion.IsSet)
            return true;
        if (deadline.HasPassed)
            return false;
        ExecuteAlone(ref completion);
        if (Worker.Current is not { } worker)
            return ThreadWaiter.WaitFor(ref completion, deadline, cancellationToken);
        worker.Waits.For(ref completion, deadline, cancellationToken);
        if (completion.IsSet)
            return true;
        cancellationToken.ThrowIfCancellationRequested();
        return false;
    }

    /// <summary>Blocks until <paramref name="completion"/> is set. For a worker, of whichever pool, a spare stands in meanwhile.</summary>
    /// <exception cref="PlatformNotSupportedException">There is no other thread, and nothing queued that would set it.</exception>
    internal void Wait(ref Completion completion)
    {
        ExecuteAlone(ref completion);
        if (Worker.Current is { } worker)
            worker.Waits.For(ref completion, notBefore: long.MaxValue);
        else
            ThreadWaiter.WaitFor(ref completion);
    }

    /// <summary>Counts <paramref name="count"/> operations that the pool must finish before it ends.</summary>
    /// <exception cref="ObjectDisposedException">The pool is disposed, and this is not one of its workers finishing its work.</exception>
    internal void BeginOperation(int count = 1)
    {
        if (!_operations.TryBegin(count, byWorker: CurrentWorker is not null))
        {
            throw new ObjectDisposedException(
                nameof(WorkerPool), "The pool was disposed and takes no more work. Dispose it only when its last user is done, or use WorkerPool.Default.");
        }
    }

    internal void EndOperation() => _operations.End();

    /// <summary>Gives <paramref name="failure"/>, which has nowhere else to go, to the handler, or else to the event source.</summary>
    internal void ReportFailure(Exception failure)
    {
        try
        {
            if (_options.OnFailure is { } handler)
            {
                handler(failure);
                return;
            }
        }
        catch (Exception handlerFailure)
        {
            failure.Suppress(handlerFailure);
        }
        FearlessEventSource.Log.ReportUnobservedFailure(failure);
    }

    // Where there is one thread it is the waiting one that has to do what it waits for.
    private void ExecuteAlone(ref Completion completion)
    {
        if (SingleThread.IsOn && CurrentWorker is null)
            LentThread.ExecuteUntil(Scheduler, ref completion);
    }

    private static WorkerPoolOptions SizeOnly(int size)
    {
        if (size is < 0 or > MaxSize)
            throw new ArgumentOutOfRangeException(nameof(size), size, $"A pool has 1 to {MaxSize} workers; pass 0 for one worker a processor.");
        return new WorkerPoolOptions { Size = size };
    }

    private SpawnedJob<TCall, TResult> SpawnDetached<TCall, TResult>(TCall call, SpawnOrder order)
        where TCall : struct, ICall<TResult>
    {
        var job = new SpawnedJob<TCall, TResult>(this, scope: null, call);
        BeginOperation();
        try
        {
            if (order == SpawnOrder.OldestFirst && CurrentWorker is { } worker)
                worker.PushFifo(job);
            else
                Scheduler.Enqueue(job);
        }
        catch
        {
            EndOperation();
            throw;
        }
        return job;
    }
}
