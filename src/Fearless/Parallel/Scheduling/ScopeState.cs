using System.Runtime.ExceptionServices;
using Fearless.Atomics;
using Fearless.Collections;
using Fearless.Sync;

namespace Fearless.Scheduling;

/// <summary>What the jobs of one scope share: how many are not done, which failed, and the token that the first failure cancels.</summary>
internal sealed class ScopeState
{
    private readonly SpawnOrder _order;
    private readonly CancellationToken _outerToken;
    private readonly FifoQueue?[] _fifos;

    // Jobs that are not done, plus one for the body. INVARIANT: once zero it stays zero, and nothing can be spawned any more.
    private AtomicInt _pending = new(1);
    private Completion _done;

    private AtomicRef<SpawnedJob> _failed;
    private AtomicRef<LinkedSource> _cancellation;
    private AtomicBool _cancelled;
    // Thrown by callbacks of the token.
    private TreiberStack<Exception> _callbackFailures;

    // The worker that opened the scope, if it is one of the pool, and the place in its deque from which on everything was queued by the
    // scope.
    private readonly Worker? _opener;
    private readonly long _firstJob;
    private readonly int _foreignDepth;

    private ScopeState(WorkerPool pool, SpawnOrder order, CancellationToken outerToken)
    {
        Pool = pool;
        _outerToken = outerToken;
        _opener = pool.CurrentWorker;
        _firstJob = _opener?.Mark() ?? 0;
        _foreignDepth = _opener?.ForeignDepth ?? 0;
        _order = order;
        _fifos = order == SpawnOrder.OldestFirst ? new FifoQueue?[pool.Scheduler.Workers.Length] : [];
    }

    public WorkerPool Pool { get; }

    /// <summary>The token that the first failure cancels. Made when it is first asked for.</summary>
    /// <exception cref="InvalidOperationException">The scope has ended.</exception>
    public CancellationToken CancellationToken
    {
        get
        {
            ThrowIfEnded(_pending.Read());
            if (_cancellation.Read() is { } existing)
                return existing.Token;
            var created = new LinkedSource(_outerToken);
            if (_cancellation.CompareExchange(null, created) is { } other)
            {
                created.LetGo();
                return other.Token;
            }
            // RACE: whoever failed before the source was there could not cancel it. ORDERING: the compare-and-swap above and the exchange in
            // CancelSiblings are full fences, so either this sees the flag or that sees the source.
            if (_cancelled.Read())
                created.Cancel();
            return created.Token;
        }
    }

    /// <summary>Runs <paramref name="body"/> here and waits for all that it spawns.</summary>
    public static void Run(WorkerPool pool, SpawnOrder order, Action<ParScope> body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        var scope = new ScopeState(pool, order, cancellationToken);
        scope.Run<ScopeActionCall, Unit>(new ScopeActionCall(scope, body));
    }

    /// <summary>Runs <paramref name="body"/> here, waits for all that it spawns, and returns its result.</summary>
    public static TResult Run<TResult>(
        WorkerPool pool, SpawnOrder order, Func<ParScope, TResult> body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        AsyncDelegates.ThrowIfAsync<TResult>(nameof(body));
        var scope = new ScopeState(pool, order, cancellationToken);
        return scope.Run<ScopeFuncCall<TResult>, TResult>(new ScopeFuncCall<TResult>(scope, body));
    }

    /// <summary>Queues <paramref name="job"/> on the scope's pool.</summary>
    public void Spawn(SpawnedJob job)
    {
        AddPending(1);
        try
        {
            Enqueue(job);
        }
        catch
        {
            JobEnded();
            throw;
        }
    }

    private void Enqueue(SpawnedJob job)
    {
        Worker? worker = Pool.CurrentWorker;

        // Inside a job that is no part of what lies below it on the stack, only what belongs to that job may be queued on this worker: else
        // it would be taken for a part of what lies below.
        bool isHome = worker is not null && (worker.ForeignDepth == 0 || (worker == _opener && worker.ForeignDepth == _foreignDepth));
        if (!isHome)
            Pool.Scheduler.Inject(job);
        else if (_order == SpawnOrder.NewestFirst)
            worker!.Push(job);
        else if (worker!.Index < _fifos.Length)
            worker.Push((_fifos[worker.Index] ??= new FifoQueue()).Add(job));
        else
            Pool.Scheduler.Inject(job); // From a spare that is younger than the scope: oldest first too.
    }

    /// <summary>Queues one job for each worker.</summary>
    public void SpawnBroadcast(Action<BroadcastContext> action) =>
        SpawnBroadcast(action, static (_, context, action) => new StateActionCall<BroadcastContext>(context, action));

    /// <summary>Queues one job for each worker, which can spawn more.</summary>
    public void SpawnBroadcast(Action<ParScope, BroadcastContext> action) =>
        SpawnBroadcast(action, static (scope, context, action) => new ScopeStateActionCall<BroadcastContext>(scope, context, action));

    /// <summary>Keeps the failure of <paramref name="job"/> for the end of the scope, and cancels the token.</summary>
    public void JobFailed(SpawnedJob job)
    {
        SpawnedJob? head;
        do
        {
            head = _failed.Read();
            job.NextFailed = head;
        }
        while (!_failed.CompareAndSet(head, job));
        CancelSiblings();
    }

    public void JobEnded()
    {
        if (_pending.Decrement() == 0)
            _done.Set();
    }

    private static void ThrowIfEnded(int pending)
    {
        if (pending == 0)
        {
            throw new InvalidOperationException(
                "The scope has ended and takes no more jobs. Use it inside its body, or inside a job that it waits for.");
        }
    }

    private TResult Run<TBody, TResult>(TBody body)
        where TBody : struct, ICall<TResult>
    {
        TResult result;
        Pool.BeginOperation();
        _opener?.EnterJob();
        try
        {
            try
            {
                result = body.Invoke(default);
            }
            catch (Exception bodyFailure)
            {
                CancelSiblings();
                Finish();
                SuppressInto(bodyFailure);
                throw;
            }
            Finish();
        }
        finally
        {
            _opener?.ExitJob();
            Pool.EndOperation();
        }
        ThrowIfFailed();
        return result;
    }

    private void AddPending(int jobs)
    {
        int pending = _pending.Read();
        while (true)
        {
            ThrowIfEnded(pending);
            int seen = _pending.CompareExchange(pending, pending + jobs);
            if (seen == pending)
                return;
            pending = seen;
        }
    }

    private void SpawnBroadcast<TAction, TCall>(TAction action, Func<ScopeState, BroadcastContext, TAction, TCall> share)
        where TCall : struct, ICall<Unit>
    {
        AddPending(Pool.Size);
        for (int index = 0; index < Pool.Size; index++)
        {
            TCall call = share(this, new BroadcastContext(Pool, index), action);
            Pool.Scheduler.Workers[index].PushAddressed(new SpawnedJob<TCall, Unit>(Pool, this, call));
        }
    }

    private void CancelSiblings()
    {
        _cancelled.Exchange(true);
        try
        {
            _cancellation.Read()?.Cancel();
        }
        catch (Exception callbacks)
        {
            // Thrown by the user's callbacks. Kept, and thrown when the scope ends.
            _callbackFailures.Push(callbacks);
        }
    }

    private void Finish()
    {
        JobEnded();
        if (_opener is null)
            Pool.Wait(ref _done);
        else
            _opener.Waits.For(ref _done, _firstJob);
        _cancellation.Read()?.LetGo();
    }

    /// <summary>The failures that nobody has waited for, the first to occur first, but cancellations after them, which must not hide what
    /// caused them, and those of callbacks last.</summary>
    private List<ExceptionDispatchInfo> Unobserved()
    {
        var failures = new List<ExceptionDispatchInfo>();
        for (SpawnedJob? job = _failed.Read(); job is not null; job = job.NextFailed)
        {
            if (!job.IsObserved)
                failures.Add(job.Failure!);
        }
        failures.Reverse();
        return
        [
            .. failures.OrderBy(static failure => failure.SourceException is OperationCanceledException),
            .. _callbackFailures.ToList().Select(ExceptionDispatchInfo.Capture),
        ];
    }

    private void SuppressInto(Exception primary)
    {
        foreach (ExceptionDispatchInfo failure in Unobserved())
            primary.Suppress(failure.SourceException);
    }

    private void ThrowIfFailed()
    {
        // Callbacks run only where something has failed.
        if (_failed.Read() is null)
            return;
        List<ExceptionDispatchInfo> failures = Unobserved();
        if (failures.Count == 0)
            return;
        foreach (ExceptionDispatchInfo further in failures.Skip(1))
            failures[0].SourceException.Suppress(further.SourceException);
        failures[0].Throw();
    }
}
