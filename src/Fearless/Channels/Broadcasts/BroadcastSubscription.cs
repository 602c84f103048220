using System.Diagnostics;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>The receivers' side of one subscription: a position in the ring of its <see cref="BroadcastCore{T}"/>.</summary>
[DebuggerDisplay("{Count} to come, {Missed} missed")]
internal sealed class BroadcastSubscription<T>(BroadcastCore<T> owner) : ChannelCore<T>
{
    // INVARIANT: written under the lock of the owner.
    // ORDERING: written relaxed, for entering the lock is a full fence.
    private AtomicLong _position;
    private AtomicLong _missed;
    private AtomicBool _hasEnded;

    public BroadcastCore<T> Owner => owner;

    /// <summary>The message that is received next.</summary>
    public long Position => _position.Read();

    public long Missed => _missed.ReadRelaxed();

    public bool HasEnded => _hasEnded.ReadRelaxed();

    public override int SenderCount => owner.SenderCount;

    public override int ReceiverCount => owner.SubscriptionCount;

    public override Exception? CloseError => owner.CloseError;

    public override int? Capacity => owner.Capacity;

    public override int Count
    {
        get
        {
            while (true)
            {
                long tail = owner.Tail;
                long position = Position;
                // Both belong to one instant if the tail has not moved.
                if (owner.Tail == tail)
                    return (int)Math.Min(tail - position, owner.Capacity!.Value);
            }
        }
    }

    public override bool IsEmpty => Count == 0;

    public override bool IsFull => owner.IsFull;

    public override bool IsDisconnected => owner.IsClosed;

    public override bool HandsOver => false;

    public override bool IsReadyToSend => throw NoSender();

    public void Start(long position) => _position.WriteRelaxed(position);

    /// <summary>Counts what was dropped before it was received.</summary>
    public void SkipTo(long head)
    {
        long missed = head - _position.ReadRelaxed();
        if (missed <= 0)
            return;
        _missed.WriteRelaxed(_missed.ReadRelaxed() + missed);
        _position.WriteRelaxed(head);
    }

    public void Advance() => _position.WriteRelaxed(_position.ReadRelaxed() + 1);

    /// <summary>Ends the subscription; false when it had ended.</summary>
    public bool TryEnd()
    {
        bool isFirst = !_hasEnded.ReadRelaxed();
        _hasEnded.WriteRelaxed(true);
        return isFirst;
    }

    public override ReceiveResult TryReceive(out T value) => owner.TryReceive(this, out value);

    public override bool RegisterReceiver(WaitNode<T> node)
    {
        owner.RegisterReceiver(node);
        return Count > 0 || HasEnded || owner.IsClosed;
    }

    public override void UnregisterReceiver(WaitNode<T> node) => owner.UnregisterReceiver(node);

    public override SendResult TrySend(T value) => throw NoSender();

    public override bool RegisterSender(WaitNode<T> node) => throw NoSender();

    public override void UnregisterSender(WaitNode<T> node) => throw NoSender();

    public override void CloseWith(Exception? error) => owner.CloseWith(error);

    protected override void Disconnect() => owner.Unsubscribe(this);

    protected override void DisposeLeftovers(ref FailureCollector failures)
    {
        while (owner.TryTakeAbandoned(out T value, out bool isUndelivered))
        {
            if (isUndelivered)
                DisposeValue(value, ref failures);
        }
    }

    private static InvalidOperationException NoSender() => new("A subscription sends nothing.");
}
