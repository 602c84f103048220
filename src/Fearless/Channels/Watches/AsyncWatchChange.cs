using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>A task that waits until a watch has a value that is newer than a version.</summary>
internal sealed class AsyncWatchChange<T> : TaskContext<ReceiveResult>
{
    private readonly WatchCore<T> _core;
    private readonly WaitNode _node;
    private Watch<T>? _watch;
    private long _seen;

    private AsyncWatchChange(WatchCore<T> core)
    {
        _core = core;
        _node = new WaitNode(this, WaitOutcome.FirstOperation);
    }

    /// <summary>Starts to wait, after a look that found nothing newer.</summary>
    public static ValueTask<ReceiveResult> WaitAsync(Watch<T> watch, long seen, Deadline deadline, CancellationToken cancellationToken)
    {
        AsyncWatchChange<T> operation = watch.Core.Changes.Rent() ?? new AsyncWatchChange<T>(watch.Core);
        operation.Begin(deadline, cancellationToken);
        operation._watch = watch;
        operation._seen = seen;
        short version = operation.Version;
        operation.Execute();
        return new ValueTask<ReceiveResult>(operation, version);
    }

    public override ReceiveResult GetResult(short token)
    {
        ReceiveResult result = End(token);
        _watch = null;
        if (CanBeReused)
            _core.Changes.Return(this);
        return result;
    }

    public override void Execute()
    {
        do
        {
            if (HasCome)
            {
                Complete(_watch!.Change(_seen));
                return;
            }
            if (HasToGiveUp(out int outcome))
            {
                Complete(outcome == WaitOutcome.Cancelled ? ReceiveResult.Cancelled : ReceiveResult.TimedOut);
                return;
            }
        }
        while (!Suspend());
    }

    private bool HasCome => new WatchChange<T>(_core, _seen).HasCome;

    protected override bool Register()
    {
        _core.Register(_node);
        return HasCome;
    }

    protected override void Unregister() => _core.Unregister(_node);

    protected override void CompleteCancelled() => Complete(ReceiveResult.Cancelled);
}
