using System.Runtime.ExceptionServices;
using System.Threading.Tasks.Sources;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>A task that waits on one channel until it can send.</summary>
internal sealed class AsyncSend<T> : TaskContext<SendResult>, IValueTaskSource
{
    // The one that this thread has used last: nobody else's, and so without the pool's locks.
    [ThreadStatic]
    private static AsyncSend<T>? _ofThisThread;

    // For the model checker, whose executions share nothing: the thread, in this execution, that keeps it.
    [ThreadStatic]
    private static Parker? _keeper;

    private readonly WaitNode<T> _node;
    private ChannelCore<T> _core = null!;
    private Sender<T>? _end;
    private Checked<T> _value;
    private ExceptionDispatchInfo? _failure;

    private AsyncSend() => _node = new WaitNode<T>(this, WaitOutcome.FirstOperation);

    /// <summary>Starts to wait, after an attempt that found no room.</summary>
    public static ValueTask SendAsync(Sender<T> end, ChannelCore<T> core, T value, CancellationToken cancellationToken)
    {
        AsyncSend<T> operation = Start(end, core, value, Deadline.Never, cancellationToken, out short version);
        return new ValueTask(operation, version);
    }

    /// <summary>Starts to wait, after an attempt that found no room.</summary>
    public static ValueTask<SendResult> TrySendAsync(
        Sender<T> end, ChannelCore<T> core, T value, Deadline deadline, CancellationToken cancellationToken)
    {
        AsyncSend<T> operation = Start(end, core, value, deadline, cancellationToken, out short version);
        return new ValueTask<SendResult>(operation, version);
    }

    public override SendResult GetResult(short token)
    {
        SendResult result = End(token);
        Recycle()?.Throw();
        return result;
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => GetThrowingStatus(token);

    void IValueTaskSource.GetResult(short token)
    {
        SendResult result = End(token);
        CancellationToken cancellationToken = CancellationToken;
        Sender<T> end = _end!;
        Recycle()?.Throw();
        end.ThrowUnlessSent(result, cancellationToken);
    }

    public override void Execute()
    {
        if (Outcome == WaitOutcome.FirstOperation && _core.HandsOver)
            Finish(SendResult.Sent);
        else
            Advance();
    }

    protected override bool Register()
    {
        if (_core.HandsOver)
            _node.Value.Write(_value.Read());
        return _core.RegisterSender(_node);
    }

    protected override void Unregister() => _core.UnregisterSender(_node);

    protected override void CompleteCancelled() => Finish(SendResult.Cancelled);

    private static AsyncSend<T> Start(
        Sender<T> end, ChannelCore<T> core, T value, Deadline deadline, CancellationToken cancellationToken, out short version)
    {
        AsyncSend<T> operation = Rent(core);
        operation.Begin(deadline, cancellationToken);
        // Keeps the end from being finalised, and its side from being counted as gone, while the task waits.
        operation._end = end;
        operation._value.Write(value);
        version = operation.Version;
        // The caller has just tried.
        if (!operation.Suspend())
            operation.Advance();
        return operation;
    }

    private static AsyncSend<T>? OfThisThread => ModelBuild.IsActive && _keeper != ThreadParker.Current ? null : _ofThisThread;

    private static AsyncSend<T> Rent(ChannelCore<T> core)
    {
        AsyncSend<T>? operation = OfThisThread;
        if (operation is null)
            operation = core.Sends.Rent() ?? new AsyncSend<T>();
        else
            _ofThisThread = null;
        operation._core = core;
        return operation;
    }

    private void Advance()
    {
        do
        {
            SendResult result;
            try
            {
                result = _core.TrySend(_value.Read());
            }
            catch (Exception exception)
            {
                // Code of the user, such as a comparer. The thread that runs this may be a receiver's, which has nothing to do with it.
                _failure = ExceptionDispatchInfo.Capture(exception);
                Finish(SendResult.Disconnected);
                return;
            }
            if (result == SendResult.Full && HasToGiveUp(out int outcome))
                result = outcome == WaitOutcome.Cancelled ? SendResult.Cancelled : SendResult.TimedOut;
            if (result != SendResult.Full)
            {
                Finish(result);
                return;
            }
        }
        while (!Suspend());
    }

    private void Finish(SendResult result)
    {
        _value.Write(default!);
        if (_core.HandsOver)
            _node.Value.Write(default!);
        Complete(result, isDone: result == SendResult.Sent, isCancelled: result == SendResult.Cancelled);
    }

    private ExceptionDispatchInfo? Recycle()
    {
        ExceptionDispatchInfo? failure = _failure;
        _failure = null;
        _end = null;
        ChannelCore<T> core = _core;
        _core = null!;
        Forget();
        if (!CanBeReused)
            return failure;
        if (OfThisThread is not null)
        {
            core.Sends.Return(this);
            return failure;
        }
        _ofThisThread = this;
        _ = ModelBuild.IsActive ? _keeper = ThreadParker.Current : null;
        return failure;
    }
}
