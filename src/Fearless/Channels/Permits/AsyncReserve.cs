using System.Threading.Tasks.Sources;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>A task that waits on one channel until it can hold room.</summary>
/// <remarks>The permit is made as soon as room is held: one that nobody awaits is then found like any other that is forgotten.</remarks>
internal sealed class AsyncReserve<T> : TaskContext<(SendResult Result, SendPermit<T>? Permit)>, IValueTaskSource<SendPermit<T>>
{
    private readonly Sender<T> _end;
    private readonly ChannelCore<T> _core;
    private readonly WaitNode<T> _node;

    private AsyncReserve(Sender<T> end, ChannelCore<T> core)
    {
        // Keeps the end from being finalised, and its side from being counted as gone, while the task waits.
        _end = end;
        _core = core;
        _node = new WaitNode<T>(this, WaitOutcome.FirstOperation) { IsPromise = true };
    }

    /// <summary>Starts to wait, after an attempt that found no room.</summary>
    public static ValueTask<SendPermit<T>> ReserveAsync(Sender<T> end, ChannelCore<T> core, CancellationToken cancellationToken)
    {
        AsyncReserve<T> operation = Start(end, core, Deadline.Never, cancellationToken, out short version);
        return new ValueTask<SendPermit<T>>(operation, version);
    }

    /// <summary>Starts to wait, after an attempt that found no room.</summary>
    public static ValueTask<(SendResult Result, SendPermit<T>? Permit)> TryReserveAsync(
        Sender<T> end, ChannelCore<T> core, Deadline deadline, CancellationToken cancellationToken)
    {
        AsyncReserve<T> operation = Start(end, core, deadline, cancellationToken, out short version);
        return new ValueTask<(SendResult Result, SendPermit<T>? Permit)>(operation, version);
    }

    public override (SendResult Result, SendPermit<T>? Permit) GetResult(short token) => End(token);

    ValueTaskSourceStatus IValueTaskSource<SendPermit<T>>.GetStatus(short token) => GetThrowingStatus(token);

    SendPermit<T> IValueTaskSource<SendPermit<T>>.GetResult(short token)
    {
        (SendResult result, SendPermit<T>? permit) = End(token);
        _end.ThrowUnlessSent(result, CancellationToken);
        return permit!;
    }

    public override void Execute()
    {
        do
        {
            SendResult result = ChannelPermits.TryReserve(_core, out SendPermit<T>? permit);
            if (result == SendResult.Full && HasToGiveUp(out int outcome))
                result = outcome == WaitOutcome.Cancelled ? SendResult.Cancelled : SendResult.TimedOut;
            if (result != SendResult.Full)
            {
                Finish(result, permit);
                return;
            }
        }
        while (!Suspend());
    }

    protected override bool Register() => _core.RegisterSender(_node);

    protected override void Unregister() => _core.UnregisterSender(_node);

    protected override void CompleteCancelled() => Finish(SendResult.Cancelled, null);

    private void Finish(SendResult result, SendPermit<T>? permit) =>
        Complete((result, permit), isDone: result == SendResult.Sent, isCancelled: result == SendResult.Cancelled);

    private static AsyncReserve<T> Start(
        Sender<T> end, ChannelCore<T> core, Deadline deadline, CancellationToken cancellationToken, out short version)
    {
        var operation = new AsyncReserve<T>(end, core);
        operation.Begin(deadline, cancellationToken);
        version = operation.Version;
        operation.Execute();
        return operation;
    }
}
