using System.Threading.Tasks.Sources;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>A task that waits until a reader has a value: one that it takes out of the channel itself, or one that was taken out for the
/// reader by another.</summary>
internal sealed class AsyncRead<T> : TaskContext<ReceiveResult>, IValueTaskSource<bool>
{
    private readonly ReceiverReader<T> _reader;
    private readonly ChannelCore<T> _core;
    private readonly WaitNode<T> _ofChannel;
    private readonly WaitNode _ofReader;

    private AsyncRead(ReceiverReader<T> reader, ChannelCore<T> core)
    {
        _reader = reader;
        _core = core;
        _ofChannel = new WaitNode<T>(this, WaitOutcome.FirstOperation);
        _ofReader = new WaitNode(this, WaitOutcome.FirstOperation + 1);
    }

    /// <summary>Starts to wait: <see cref="ReceiveResult.Received"/> when there is something to read, otherwise
    /// <see cref="ReceiveResult.Disconnected"/> or <see cref="ReceiveResult.Cancelled"/>.</summary>
    public static ValueTask<ReceiveResult> WaitAsync(ReceiverReader<T> reader, ChannelCore<T> core, CancellationToken cancellationToken)
    {
        AsyncRead<T> operation = Start(reader, core, cancellationToken, out short version);
        return new ValueTask<ReceiveResult>(operation, version);
    }

    /// <summary>Starts to wait, for who only wants to know whether there is something to read.</summary>
    public static ValueTask<bool> WaitToReadAsync(ReceiverReader<T> reader, ChannelCore<T> core, CancellationToken cancellationToken)
    {
        AsyncRead<T> operation = Start(reader, core, cancellationToken, out short version);
        return new ValueTask<bool>(operation, version);
    }

    public override ReceiveResult GetResult(short token)
    {
        ReceiveResult result = End(token);
        return result == ReceiveResult.Cancelled ? throw new OperationCanceledException(CancellationToken) : result;
    }

    bool IValueTaskSource<bool>.GetResult(short token) => GetResult(token) == ReceiveResult.Received || _reader.End();

    public override void Execute()
    {
        bool isGiven = Outcome == WaitOutcome.FirstOperation && _core.HandsOver;
        // That of the two which did not choose it is still there.
        Unregister();
        if (isGiven)
            Complete(_reader.Keep(_ofChannel.Value.Take()));
        else
            Advance();
    }

    protected override bool Register()
    {
        _reader.Register(_ofReader);
        return _core.RegisterReceiver(_ofChannel) || _reader.HasKept;
    }

    protected override void Unregister()
    {
        _core.UnregisterReceiver(_ofChannel);
        _reader.Unregister(_ofReader);
    }

    protected override void CompleteCancelled() => Complete(ReceiveResult.Cancelled);

    private static AsyncRead<T> Start(ReceiverReader<T> reader, ChannelCore<T> core, CancellationToken cancellationToken, out short version)
    {
        var operation = new AsyncRead<T>(reader, core);
        operation.Begin(Deadline.Never, cancellationToken);
        version = operation.Version;
        operation.Advance();
        return operation;
    }

    private void Advance()
    {
        do
        {
            // The channel first: who was told of a value there takes it, or the others would sleep beside it.
            ReceiveResult result = _core.TryReceive(out T value);
            if (result == ReceiveResult.Received)
                result = _reader.Keep(value);
            else if (_reader.HasKept)
                result = ReceiveResult.Received;
            else if (result == ReceiveResult.Empty && HasToGiveUp(out _))
                result = ReceiveResult.Cancelled;
            if (result != ReceiveResult.Empty)
            {
                Complete(result);
                return;
            }
        }
        while (!Suspend());
    }
}
