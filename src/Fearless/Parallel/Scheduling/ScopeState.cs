using System.Runtime.ExceptionServices;
using Fearless.Atomics;
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
    private AtomicRef<CancellationTokenSource> _cancellation;
    private AtomicBool _cancelled;

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
    public CancellationToken CancellationToken
    {
        get
        {
            if (_cancellation.Read() is { } existing)
                return existing.Token;
            var created = CancellationTokenSource.CreateLinkedTokenSource(_outerToken);
            if (_cancellation.CompareExchange(null, created) is { } other)
            {
                created.Dispose();
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
    public static void Run(WorkerPool pool, SpawnOrder order, Action<ParScope> body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        var scope = new ScopeState(pool, order, cancellationToken);
        pool.BeginOperation();
        scope._opener?.EnterJob();
        try
        {
            try
            {
                body(new ParScope(scope));
            }
            catch (Exception bodyFailure)
            {
                scope.CancelSiblings();
                scope.Finish();
                scope.SuppressInto(bodyFailure);
                throw;
            }
            scope.Finish();
        }
        finally
        {
            scope._opener?.ExitJob();
            pool.EndOperation();
        }
        scope.ThrowIfFailed();
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
            worker.Push((_fifos[worker.Index] ??= new FifoQueue(isDetached: false)).Add(job));
        else
            Pool.Scheduler.Inject(job); // From a spare that is younger than the scope: oldest first too.
    }

    /// <summary>Queues one job for each worker.</summary>
    public void SpawnBroadcast(Action<BroadcastContext> action)
    {
        AddPending(Pool.Size);
        for (int index = 0; index < Pool.Size; index++)
        {
            var body = new StateActionCall<(Action<BroadcastContext> Action, BroadcastContext Context)>(
                (action, new BroadcastContext(Pool, index)), static share => share.Action(share.Context));
            Pool.Scheduler.Workers[index].PushAddressed(
                new SpawnedJob<StateActionCall<(Action<BroadcastContext> Action, BroadcastContext Context)>, Unit>(Pool, this, body));
        }
    }

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

    private void AddPending(int jobs)
    {
        int pending = _pending.Read();
        while (true)
        {
            if (pending == 0)
            {
                throw new InvalidOperationException(
                    "The scope has ended and takes no more jobs. Spawn inside its body, or inside a job that it waits for.");
            }
            int seen = _pending.CompareExchange(pending, pending + jobs);
            if (seen == pending)
                return;
            pending = seen;
        }
    }

    private void CancelSiblings()
    {
        _cancelled.Exchange(true);
        try
        {
            _cancellation.Read()?.Cancel();
        }
        catch (AggregateException callbacks)
        {
            // A callback of the token threw. It has nowhere else to go: the scope has its own failure to report.
            Pool.ReportFailure(callbacks);
        }
    }

    private void Finish()
    {
        JobEnded();
        if (_opener is null)
            WorkerPool.Wait(ref _done);
        else
            _opener.Waits.For(ref _done, _firstJob);
        _cancellation.Read()?.Dispose();
    }

    /// <summary>The failures that nobody has waited for, the first to occur first, but cancellations last: they must not hide what caused
    /// them.</summary>
    private List<ExceptionDispatchInfo> Unobserved()
    {
        var failures = new List<ExceptionDispatchInfo>();
        for (SpawnedJob? job = _failed.Read(); job is not null; job = job.NextFailed)
        {
            if (!job.IsObserved)
                failures.Add(job.Failure!);
        }
        failures.Reverse();
        return [.. failures.OrderBy(static failure => failure.SourceException is OperationCanceledException)];
    }

    private void SuppressInto(Exception primary)
    {
        foreach (ExceptionDispatchInfo failure in Unobserved())
            primary.Suppress(failure.SourceException);
    }

    private void ThrowIfFailed()
    {
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
