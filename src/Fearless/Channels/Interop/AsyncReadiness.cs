using System.Threading.Tasks.Sources;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>A task that waits until a channel has room, and does not use it.</summary>
internal sealed class AsyncReadiness<T> : TaskContext<bool>, IValueTaskSource<bool>
{
    private readonly Sender<T> _end;
    private readonly ChannelCore<T> _core;
    private readonly WaitNode<T> _node;
    private bool _isCancelled;

    private AsyncReadiness(Sender<T> end, ChannelCore<T> core)
    {
        _end = end;
        _core = core;
        _node = new WaitNode<T>(this, WaitOutcome.FirstOperation) { IsPromise = true };
    }

    public static ValueTask<bool> WaitAsync(Sender<T> end, ChannelCore<T> core, CancellationToken cancellationToken)
    {
        var operation = new AsyncReadiness<T>(end, core);
        operation.Begin(Deadline.Never, cancellationToken);
        short version = operation.Version;
        operation.Execute();
        return new ValueTask<bool>(operation, version);
    }

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => GetThrowingStatus(token);

    public override bool GetResult(short token)
    {
        bool isOpen = End(token);
        GC.KeepAlive(_end);
        return _isCancelled ? throw new OperationCanceledException(CancellationToken) : isOpen;
    }

    public override void Execute()
    {
        do
        {
            if (_core.IsReadyToSend)
            {
                // Who is told of room and does not use it tells the next one.
                _core.PassOnToSender();
                Complete(!_core.IsDisconnected);
                return;
            }
            if (HasToGiveUp(out _))
            {
                CompleteCancelled();
                return;
            }
        }
        while (!Suspend());
    }

    protected override bool Register() => _core.RegisterSender(_node);

    protected override void Unregister() => _core.UnregisterSender(_node);

    protected override void CompleteCancelled()
    {
        _isCancelled = true;
        Complete(false, isDone: false, isCancelled: true);
    }
}
