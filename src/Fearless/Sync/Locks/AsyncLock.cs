using System.Threading.Tasks.Sources;

namespace Fearless.Sync;

/// <summary>A task that waits until it has a lock.</summary>
internal sealed class AsyncLock<T> : TaskContext<long>, IValueTaskSource<MutexGuard<T>>
{
    // In place of a lease, which is never one of these.
    private const long NotHeld = 0;
    private const long WasCancelled = -1;

    private readonly Mutex<T> _mutex;
    private readonly MutexCore _core;
    private readonly WaitNode _node;
    private LockPatience _patience;

    public AsyncLock(Mutex<T> mutex)
    {
        _mutex = mutex;
        _core = mutex.Core;
        _node = new WaitNode(this, WaitOutcome.FirstOperation);
    }

    /// <summary>Starts to wait, after an attempt that was in vain.</summary>
    public ValueTask<MutexGuard<T>> Start(Deadline deadline, CancellationToken cancellationToken)
    {
        Begin(deadline, cancellationToken);
        _patience.Begin();
        short version = Version;
        if (!Suspend())
            Advance();
        return new ValueTask<MutexGuard<T>>(this, version);
    }

    public override long GetResult(short token) => End(token);

    ValueTaskSourceStatus IValueTaskSource<MutexGuard<T>>.GetStatus(short token) => GetThrowingStatus(token);

    MutexGuard<T> IValueTaskSource<MutexGuard<T>>.GetResult(short token)
    {
        long lease = End(token);
        CancellationToken cancellationToken = CancellationToken;
        Forget();
        if (CanBeReused)
            _mutex.Keep(this);
        return lease == WasCancelled ? throw new OperationCanceledException(cancellationToken)
            : lease == NotHeld ? default
            : new MutexGuard<T>(_mutex, lease);
    }

    public override void Execute()
    {
        if (Outcome == MutexCore.Handed)
            Finish(_core.HandedLease);
        else
            Advance();
    }

    protected override bool Register() => _core.Register(_node);

    protected override void Unregister() => _core.Unregister(_node);

    protected override void CompleteCancelled() => Finish(WasCancelled);

    private void Advance()
    {
        do
        {
            if (_core.TryEnter(out long lease))
            {
                Finish(lease);
                return;
            }
            if (HasToGiveUp(out int outcome))
            {
                Finish(outcome == WaitOutcome.Cancelled ? WasCancelled : NotHeld);
                return;
            }
            if (Outcome == WaitOutcome.FirstOperation)
                _patience.LoseRace(_core);
        }
        while (!Suspend());
    }

    private void Finish(long lease)
    {
        _patience.End(_core);
        Complete(lease, isDone: lease != WasCancelled, isCancelled: lease == WasCancelled);
    }
}
