using System.Threading.Tasks.Sources;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>A task that waits until a oneshot can be received from.</summary>
internal sealed class AsyncOneshotReceive<T> : TaskContext<ReceiveResult<T>>, IValueTaskSource<T>
{
    // One for all oneshots of a type, since each of them waits once.
    private static readonly OperationPool<AsyncOneshotReceive<T>> Pool = new();

    private readonly WaitNode _node;
    private OneshotCore<T>? _core;

    private AsyncOneshotReceive() => _node = new WaitNode(this, WaitOutcome.FirstOperation);

    /// <summary>Starts to wait, after an attempt that found nothing.</summary>
    public static ValueTask<T> ReceiveAsync(OneshotCore<T> core, CancellationToken cancellationToken)
    {
        AsyncOneshotReceive<T> operation = Start(core, Deadline.Never, cancellationToken, out short version);
        return new ValueTask<T>(operation, version);
    }

    /// <summary>Starts to wait, after an attempt that found nothing.</summary>
    public static ValueTask<ReceiveResult<T>> TryReceiveAsync(OneshotCore<T> core, Deadline deadline, CancellationToken cancellationToken)
    {
        AsyncOneshotReceive<T> operation = Start(core, deadline, cancellationToken, out short version);
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
        OneshotCore<T> core = _core!;
        Recycle();
        return result.TryGetValue(out T? value) ? value
            : result.Result == ReceiveResult.Cancelled ? throw new OperationCanceledException(cancellationToken)
            : throw core.Disconnected();
    }

    public override void Execute()
    {
        do
        {
            ReceiveResult result = _core!.TryReceive(out T value);
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

    protected override bool Register()
    {
        _core!.Register(_node);
        return _core.HasCome;
    }

    protected override void Unregister() => _core!.Unregister(_node);

    protected override void CompleteCancelled() => Finish(ReceiveResult.Cancelled, default);

    private static AsyncOneshotReceive<T> Start(OneshotCore<T> core, Deadline deadline, CancellationToken cancellationToken, out short version)
    {
        AsyncOneshotReceive<T> operation = (ModelBuild.IsActive ? null : Pool.Rent()) ?? new AsyncOneshotReceive<T>();
        operation.Begin(deadline, cancellationToken);
        operation._core = core;
        version = operation.Version;
        operation.Execute();
        return operation;
    }

    private void Finish(ReceiveResult result, T? value) => Complete(
        new ReceiveResult<T>(result, value), isDone: result == ReceiveResult.Received, isCancelled: result == ReceiveResult.Cancelled);

    private void Recycle()
    {
        _core = null;
        if (CanBeReused && !ModelBuild.IsActive)
            Pool.Return(this);
    }
}
