using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>The wait of a reader, for a value in its channel or for one that was taken out for the reader by another. It only says how it
/// ended.</summary>
internal sealed class ReadWait<T> : TaskContext<int>
{
    private readonly ReceiverReader<T> _reader;
    private readonly ChannelCore<T> _core;
    private readonly WaitNode<T> _ofChannel;
    private readonly WaitNode _ofReader;

    public ReadWait(ReceiverReader<T> reader, ChannelCore<T> core)
    {
        _reader = reader;
        _core = core;
        _ofChannel = new WaitNode<T>(this, WaitOutcome.FirstOperation);
        _ofReader = new WaitNode(this, WaitOutcome.FirstOperation + 1);
    }

    /// <summary>Whether the next wait can use this object, too.</summary>
    public bool IsReusable => CanBeReused;

    /// <summary>Registers with both, and waits.</summary>
    /// <returns>One of <see cref="WaitOutcome"/>. Whoever awaits it then calls <see cref="TakeOut"/>.</returns>
    public ValueTask<int> WaitAsync(CancellationToken cancellationToken)
    {
        short version = Version;
        Begin(Deadline.Never, cancellationToken);
        if (!Suspend())
            Complete(Outcome);
        return new ValueTask<int>(this, version);
    }

    /// <summary>Takes both registrations back.</summary>
    public void TakeOut()
    {
        _core.UnregisterReceiver(_ofChannel);
        _reader.Unregister(_ofReader);
    }

    public override int GetResult(short token) => End(token);

    /// <summary>Keeps a value that was handed over, and goes on.</summary>
    // Here, before the sender's call returns, and not where the reader goes on: the sender may be the last, and nobody may be told of the end
    // before the value is there for whoever reads next.
    public override void Wake()
    {
        if (Outcome == WaitOutcome.FirstOperation && _core.HandsOver)
            _reader.Keep(_ofChannel.Value.Take());
        base.Wake();
    }

    public override void Execute() => Complete(Outcome);

    protected override bool Register()
    {
        _reader.Register(_ofReader);
        return _core.RegisterReceiver(_ofChannel) || _reader.HasKept;
    }

    // Where it is awaited: not before both are in, of which one may already have ended the wait.
    protected override void Unregister()
    {
    }

    protected override void CompleteCancelled() => Complete(WaitOutcome.Cancelled);
}
