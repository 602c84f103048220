using Fearless.Atomics;

namespace Fearless.Scheduling;

/// <summary>A job that a task stands for: asynchronous code awaits it.</summary>
internal sealed class AsyncJob<TResult>(WorkerPool pool, Func<TResult> function) : Job
{
    private readonly TaskCompletionSource<TResult> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _registration;

    // Whether it was started, or cancelled before that: whoever sets it decides.
    private AtomicBool _decided;

    /// <summary>Queues the job and returns its task.</summary>
    public Task<TResult> Start(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            _registration = cancellationToken.UnsafeRegister(
                static (job, token) =>
                {
                    var cancelled = (AsyncJob<TResult>)job!;
                    if (cancelled._decided.CompareAndSet(false, true))
                        cancelled._source.SetCanceled(token);
                },
                this);
        }
        pool.Scheduler.Enqueue(this);
        return _source.Task;
    }

    public override void Execute(Worker worker, bool migrated)
    {
        if (_decided.CompareAndSet(false, true))
        {
            _registration.Dispose();
            try
            {
                _source.SetResult(function());
            }
            catch (Exception exception)
            {
                _source.SetException(exception);
            }
        }
        pool.EndOperation();
    }
}
