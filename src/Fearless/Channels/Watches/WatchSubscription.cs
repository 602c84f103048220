using System.Diagnostics;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>The receivers' side of one subscription to a watch: the version that it has seen.</summary>
[DebuggerDisplay("seen {_seen.ReadRelaxed()} of {_owner.Version}")]
internal sealed class WatchSubscription<T>(WatchCore<T> owner, long seen) : ChannelCore<T>
{
    private readonly WatchCore<T> _owner = owner;
    // Read relaxed: behind the lock of the queue of waits, or for information.
    private AtomicLong _seen = new(seen);
    private AtomicBool _hasEnded;

    public override int SenderCount => _owner.SenderCount;

    public override int ReceiverCount => _owner.ReceiverCount;

    public override Exception? CloseError => _owner.CloseError;

    public override int? Capacity => 1;

    public override int Count => IsEmpty ? 0 : 1;

    public override bool IsEmpty => _seen.ReadRelaxed() >= _owner.Version;

    public override bool IsFull => false;

    public override bool IsDisconnected => _owner.IsClosed;

    public override bool HandsOver => false;

    public override bool IsReadyToSend => throw NoSender();

    public override ReceiveResult TryReceive(out T value)
    {
        if (!_hasEnded.ReadRelaxed())
            return _owner.TryReceive(ref _seen, out value);
        value = default!;
        return ReceiveResult.Disconnected;
    }

    public override bool RegisterReceiver(WaitNode<T> node)
    {
        _owner.Register(node);
        return !IsEmpty || _owner.IsClosed || _hasEnded.ReadRelaxed();
    }

    public override void UnregisterReceiver(WaitNode<T> node) => _owner.Unregister(node);

    public override SendResult TrySend(T value) => throw NoSender();

    public override bool RegisterSender(WaitNode<T> node) => throw NoSender();

    public override void UnregisterSender(WaitNode<T> node) => throw NoSender();

    public override void CloseWith(Exception? error) => _owner.CloseWith(error);

    // Once: by the last receiver, and a subscription cannot be closed but with its watch.
    protected override void Disconnect()
    {
        // ORDERING: relaxed; the count that follows is a full fence.
        _hasEnded.WriteRelaxed(true);
        _owner.Unsubscribe();
    }

    // The value is everybody's.
    protected override void DisposeLeftovers(ref FailureCollector failures)
    {
    }

    private static InvalidOperationException NoSender() => new("A subscription sends nothing.");
}
