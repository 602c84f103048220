using System.Threading.Tasks.Sources;

namespace Fearless.Sync;

/// <summary>A task that waits until it has entered a synchronizer.</summary>
internal sealed class TaskEntry<TResult> : TaskContext<EntryEnd>, IValueTaskSource<TResult>, IValueTaskSource
{
    private readonly IEntrance<TResult> _entrance;
    private readonly Synchronizer _synchronizer;

    // Its value is the request, and the lease at the end.
    private readonly WaitNode<long> _node;
    private LockPatience _patience;
    private long _request;

    // Where those who wait are served in order; see Synchronizer.Unregister.
    private bool _isServed;

    private TaskEntry(IEntrance<TResult> entrance)
    {
        _entrance = entrance;
        _synchronizer = entrance.Synchronizer;
        _node = new WaitNode<long>(this, WaitOutcome.FirstOperation);
    }

    /// <summary>Enters.</summary>
    public static ValueTask<TResult> EnterAsync(
        IEntrance<TResult> entrance, long request, Deadline deadline, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            entrance.GiveUp(request);
            return ValueTask.FromCanceled<TResult>(cancellationToken);
        }
        if (entrance.Synchronizer.TryEnter(request, out long lease))
            return new ValueTask<TResult>(entrance.Enter(lease));
        if (deadline.HasPassed)
            return new ValueTask<TResult>(entrance.GiveUp(request));
        TaskEntry<TResult> entry = Rent(entrance);
        return new ValueTask<TResult>(entry, entry.Start(request, deadline, cancellationToken));
    }

    /// <summary>Enters what gives nothing to those who have entered.</summary>
    public static ValueTask EnterAsync(IEntrance<TResult> entrance, long request, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);
        if (entrance.Synchronizer.TryEnter(request, out _))
            return default;
        TaskEntry<TResult> entry = Rent(entrance);
        return new ValueTask(entry, entry.Start(request, Deadline.Never, cancellationToken));
    }

    public override EntryEnd GetResult(short token) => End(token);

    ValueTaskSourceStatus IValueTaskSource<TResult>.GetStatus(short token) => GetThrowingStatus(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => GetThrowingStatus(token);

    TResult IValueTaskSource<TResult>.GetResult(short token) => TakeResult(token);

    void IValueTaskSource.GetResult(short token) => TakeResult(token);

    public override void Execute() => Advance();

    protected override bool Register()
    {
        _node.Value.Write(_request);
        return _synchronizer.Register(_node);
    }

    protected override void Unregister() => _isServed = _synchronizer.Unregister(_node);

    protected override void CompleteCancelled()
    {
        if (_isServed)
            FinishEntered(_synchronizer.LeaseOf(_node));
        else
            Finish(EntryEnd.Cancelled);
    }

    private static TaskEntry<TResult> Rent(IEntrance<TResult> entrance) => entrance.Entries.Rent() ?? new TaskEntry<TResult>(entrance);

    private TResult TakeResult(short token)
    {
        // A clock that has thrown.
        if (GetStatus(token) == ValueTaskSourceStatus.Faulted)
            _entrance.GiveUp(_request);
        EntryEnd end = End(token);
        long request = _request;
        long lease = _node.Value.Read();
        CancellationToken cancellationToken = CancellationToken;
        Forget();
        if (CanBeReused)
            _entrance.Entries.Return(this);
        if (end == EntryEnd.Entered)
            return _entrance.Enter(lease);
        TResult result = _entrance.GiveUp(request);
        return end == EntryEnd.TimedOut ? result : throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>Starts to wait, after an attempt that was in vain.</summary>
    private short Start(long request, Deadline deadline, CancellationToken cancellationToken)
    {
        Begin(deadline, cancellationToken);
        _request = request;
        _isServed = false;
        _patience.Begin();
        short version = Version;
        if (!Suspend())
            Advance();
        return version;
    }

    private void Advance()
    {
        do
        {
            if (_isServed || Outcome == Synchronizer.Handed)
            {
                FinishEntered(_synchronizer.LeaseOf(_node));
                return;
            }
            if (_synchronizer.TryEnter(_request, out long lease))
            {
                FinishEntered(lease);
                return;
            }
            if (HasToGiveUp(out int outcome))
            {
                Finish(outcome == WaitOutcome.Cancelled ? EntryEnd.Cancelled : EntryEnd.TimedOut);
                return;
            }
            if (Outcome == WaitOutcome.FirstOperation)
                _patience.LoseRace(_synchronizer);
        }
        while (!Suspend());
    }

    private void FinishEntered(long lease)
    {
        _node.Value.Write(lease);
        Finish(EntryEnd.Entered);
    }

    private void Finish(EntryEnd end)
    {
        _patience.End(_synchronizer);
        Complete(end, isDone: end != EntryEnd.Cancelled, isCancelled: end == EntryEnd.Cancelled);
    }
}
