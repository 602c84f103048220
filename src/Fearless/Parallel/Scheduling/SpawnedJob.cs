using System.Runtime.ExceptionServices;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Scheduling;

/// <summary>A job that was spawned, in a scope or detached, and that a handle can wait for.</summary>
internal abstract class SpawnedJob : Job
{
    /// <summary>Set when the job was executed.</summary>
    public Completion Done;

    private readonly WorkerPool _pool;
    private readonly ScopeState? _scope;
    private ExceptionDispatchInfo? _failure;
    private UnobservedFailure? _unobserved;
    private AtomicBool _observed;

    // Whoever sets it executes the job: the worker that took it from a queue, or one that waits for it before anyone took it.
    private AtomicBool _claimed;
    private AtomicRef<Worker> _executor;

    /// <param name="pool">The pool in which the job counts as an operation, unless it belongs to a scope.</param>
    /// <param name="scope">The scope that waits for the job, or null if it is detached.</param>
    private protected SpawnedJob(WorkerPool pool, ScopeState? scope)
    {
        _pool = pool;
        _scope = scope;
    }

    /// <summary>What the job threw, if it did; null before <see cref="Done"/>.</summary>
    public ExceptionDispatchInfo? Failure => Done.IsSet ? _failure : null;

    /// <summary>Whether someone executes the job, or has. A hint: whoever relies on it claims the job.</summary>
    public bool IsBegun => _claimed.ReadRelaxed();

    /// <summary>Whether someone has waited for the job, and so received its failure.</summary>
    // Relaxed: asked when the scope has ended, which comes after all that was done in it, the joins too.
    public bool IsObserved => _observed.ReadRelaxed();

    /// <summary>The failed job that failed before this one in the same scope.</summary>
    public SpawnedJob? NextFailed { get; set; }

    public sealed override bool IsDetached => _scope is null;

    public sealed override void Execute(Worker worker, bool migrated)
    {
        if (!_claimed.CompareAndSet(false, true))
            return;
        _executor.Write(worker);
        try
        {
            Invoke(new ForkContext(worker, migrated));
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
            if (_scope is null)
                _unobserved = new UnobservedFailure(_pool, exception);
            else
                _scope.JobFailed(this);
        }

        Done.Set();
        if (_scope is null)
            _pool.EndOperation();
        else
            _scope.JobEnded();
    }

    /// <summary>Waits until the job is done and rethrows what it threw. Any thread, any number of times.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the job was done.</exception>
    public void Join(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_pool.CurrentWorker is { } worker)
        {
            // If nobody has started it this worker does, as a call.
            if (!Done.IsSet)
                worker.Waits.Join(this);
            if (!Done.IsSet && _executor.Read() == worker)
            {
                throw new InvalidOperationException(
                    "A job waits for itself: it is being executed below on the very stack that joins it. Join it from outside, or return its result.");
            }
        }
        _pool.Wait(ref Done, cancellationToken);
        Observe();
        _failure?.Throw();
    }

    /// <summary>Waits until the job is done or <paramref name="deadline"/> has passed; true, or rethrows what it threw, when it is
    /// done.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the job was done.</exception>
    public bool TryJoin(Deadline deadline, CancellationToken cancellationToken)
    {
        if (deadline.IsNever)
        {
            Join(cancellationToken);
            return true;
        }
        cancellationToken.ThrowIfCancellationRequested();
        // Not executed here, even if nobody has begun it: the caller counts on the limit, and a spare stands in.
        if (!_pool.TryWait(ref Done, deadline, cancellationToken))
            return false;
        Observe();
        _failure?.Throw();
        return true;
    }

    /// <summary>A task that ends with the job.</summary>
    public Task<TResult> AsTask<TResult>(Func<SpawnedJob, TResult> result)
    {
        var waiter = new TaskWaiter<TResult>(this, result);
        if (!Done.TryRegister(waiter))
            waiter.Signal();
        return waiter.Task;
    }

    protected abstract void Invoke(ForkContext context);

    private void Observe()
    {
        _observed.WriteRelaxed(true);
        _unobserved?.Forget();
    }

    private sealed class TaskWaiter<TResult>(SpawnedJob job, Func<SpawnedJob, TResult> result) : Waiter
    {
        // Its continuations must not run on the worker that signals.
        private readonly TaskCompletionSource<TResult> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<TResult> Task => _source.Task;

        protected override void Wake()
        {
            // A scope rethrows at its end what nobody joined; a task may be dropped unseen, so it does not count.
            if (job._scope is null)
                job.Observe();
            if (job._failure is { } failure)
                _source.SetException(failure.SourceException);
            else
                _source.SetResult(result(job));
        }
    }
}

/// <summary>A spawned job with a result.</summary>
internal abstract class SpawnedJob<TResult> : SpawnedJob
{
    private protected SpawnedJob(WorkerPool pool, ScopeState? scope)
        : base(pool, scope)
    {
    }

    /// <summary>What the job returned. Only after it is done and did not fail.</summary>
    public TResult Result { get; private protected set; } = default!;
}

/// <summary>A spawned job of one particular kind.</summary>
internal sealed class SpawnedJob<TCall, TResult>(WorkerPool pool, ScopeState? scope, TCall call) : SpawnedJob<TResult>(pool, scope)
    where TCall : struct, ICall<TResult>
{
    private TCall _call = call;

    protected override void Invoke(ForkContext context)
    {
        try
        {
            Result = _call.Invoke(context);
        }
        finally
        {
            // The handle, and perhaps a queue, still hold this object: let go of what the delegate captured.
            _call = default;
        }
    }
}
