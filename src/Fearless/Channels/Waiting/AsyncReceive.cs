using System.Threading.Tasks.Sources;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>A task that waits on one channel until it can receive.</summary>
internal sealed class AsyncReceive<T> : TaskContext<ReceiveResult<T>>, IValueTaskSource<T>
{
    // The one that this thread has used last: nobody else's, and so without the pool's locks.
    [ThreadStatic]
    private static AsyncReceive<T>? _ofThisThread;

    // For the model checker, whose executions share nothing: the thread, in this execution, that keeps it.
    [ThreadStatic]
    private static Parker? _keeper;

    private readonly WaitNode<T> _node;
    private ChannelCore<T> _core = null!;
    private Receiver<T>? _end;

    private AsyncReceive() => _node = new WaitNode<T>(this, WaitOutcome.FirstOperation);

    /// <summary>Starts to wait, after an attempt that found nothing.</summary>
    public static ValueTask<T> ReceiveAsync(Receiver<T> end, ChannelCore<T> core, CancellationToken cancellationToken)
    {
        AsyncReceive<T> operation = Start(end, core, Deadline.Never, cancellationToken, out short version);
        return new ValueTask<T>(operation, version);
    }

    /// <summary>Starts to wait, after an attempt that found nothing.</summary>
    public static ValueTask<ReceiveResult<T>> TryReceiveAsync(
        Receiver<T> end, ChannelCore<T> core, Deadline deadline, CancellationToken cancellationToken)
    {
        AsyncReceive<T> operation = Start(end, core, deadline, cancellationToken, out short version);
        return new ValueTask<ReceiveResult<T>>(operation, version);
    }

    public override ReceiveResult<T> GetResult(short token)
    {
        ReceiveResult<T> result = End(token);
        Recycle();
        return result;
    }

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) => GetThrowingStatus(token);

    T IValueTaskSource<T>.GetResult(short token)
    {
        ReceiveResult<T> result = End(token);
        CancellationToken cancellationToken = CancellationToken;
        Receiver<T> end = _end!;
        Recycle();
        if (!result.TryGetValue(out T? value))
            end.ThrowNotReceived(result.Result, cancellationToken);
        return value!;
    }

    public override void Execute()
    {
        if (Outcome == WaitOutcome.FirstOperation && _core.HandsOver)
            Finish(ReceiveResult.Received, _node.Value.Take());
        else
            Advance();
    }

    protected override bool Register() => _core.RegisterReceiver(_node);

    protected override void Unregister() => _core.UnregisterReceiver(_node);

    protected override void CompleteCancelled() => Finish(ReceiveResult.Cancelled, default);

    private static AsyncReceive<T> Start(
        Receiver<T> end, ChannelCore<T> core, Deadline deadline, CancellationToken cancellationToken, out short version)
    {
        AsyncReceive<T> operation = Rent(core);
        operation.Begin(deadline, cancellationToken);
        // Keeps the end from being finalised, and its side from being counted as gone, while the task waits.
        operation._end = end;
        version = operation.Version;
        // The caller has just tried.
        if (!operation.Suspend())
            operation.Advance();
        return operation;
    }

    private static AsyncReceive<T>? OfThisThread => ModelBuild.IsActive && _keeper != ThreadParker.Current ? null : _ofThisThread;

    private static AsyncReceive<T> Rent(ChannelCore<T> core)
    {
        AsyncReceive<T>? operation = OfThisThread;
        if (operation is null)
            operation = core.Receives.Rent() ?? new AsyncReceive<T>();
        else
            _ofThisThread = null;
        operation._core = core;
        return operation;
    }

    private void Advance()
    {
        do
        {
            ReceiveResult result = _core.TryReceive(out T value);
            if (result == ReceiveResult.Empty && HasToGiveUp(out int outcome))
                result = outcome == WaitOutcome.Cancelled ? ReceiveResult.Cancelled : ReceiveResult.TimedOut;
            if (result != ReceiveResult.Empty)
            {
                Finish(result, value);
                return;
            }
        }
        while (!Suspend());
    }

    private void Finish(ReceiveResult result, T? value) => Complete(
        new ReceiveResult<T>(result, value), isDone: result == ReceiveResult.Received, isCancelled: result == ReceiveResult.Cancelled);

    private void Recycle()
    {
        ChannelCore<T> core = _core;
        _end = null;
        _core = null!;
        Forget();
        if (!CanBeReused)
            return;
        if (OfThisThread is not null)
        {
            core.Receives.Return(this);
            return;
        }
        _ofThisThread = this;
        _ = ModelBuild.IsActive ? _keeper = ThreadParker.Current : null;
    }
}
