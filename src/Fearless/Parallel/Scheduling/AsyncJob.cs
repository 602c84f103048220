using Fearless.Atomics;

namespace Fearless.Scheduling;

/// <summary>A job that a task stands for: asynchronous code awaits it.</summary>
internal sealed class AsyncJob<TResult>(WorkerPool pool, Func<TResult> function) : Job
{
    // Let go of once it was called or cancelled.
    private Func<TResult>? _function = function;
    private readonly TaskCompletionSource<TResult> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken _token;
    private CancellationTokenRegistration _registration;

    // Whether it was started, or cancelled before that: whoever sets it decides.
    private AtomicBool _decided;

    /// <summary>Queues the job and returns its task.</summary>
    public Task<TResult> Start(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            _token = cancellationToken;
            _registration = cancellationToken.UnsafeRegister(
                static (job, token) =>
                {
                    var cancelled = (AsyncJob<TResult>)job!;
                    if (cancelled._decided.CompareAndSet(false, true))
                    {
                        cancelled._function = null;
                        cancelled._source.SetCanceled(token);
                    }
                },
                this);
        }
        pool.Scheduler.Enqueue(this);
        return _source.Task;
    }

    public override bool IsDetached => true;

    public override void Execute(Worker worker, bool migrated)
    {
        if (_decided.CompareAndSet(false, true))
        {
            // Not disposed of, which would wait for a callback that is just finding out that it came too late.
            _registration.Unregister();
            try
            {
                _source.SetResult(_function!());
            }
            catch (OperationCanceledException cancelled) when (_token.IsCancellationRequested && cancelled.CancellationToken == _token)
            {
                _source.SetCanceled(_token);
            }
            catch (Exception exception)
            {
                _source.SetException(exception);
            }
        }
        _function = null;
        pool.EndOperation();
    }
}
