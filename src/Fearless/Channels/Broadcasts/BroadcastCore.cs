using System.Diagnostics;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>The senders' side of a broadcast: a ring of messages, each with the number of subscriptions that have still to receive
/// it.</summary>
/// <remarks><c>Channels/README.md</c> has the invariants. All changes are made under one short lock, which no code of the user runs
/// under.</remarks>
[DebuggerDisplay("{Count} of {Capacity}, {SubscriptionCount} subscriptions")]
internal sealed class BroadcastCore<T>(int capacity, LagPolicy policy) : ChannelCore<T>
{
    private readonly BroadcastSlot<T>[] _slots = new BroadcastSlot<T>[capacity];

    private ShortLock _lock;
    private WaitQueue _waitingSenders;
    private WaitQueue _waitingReceivers;

    // INVARIANT: written under the lock; read without it by those who have registered a wait, or for information.
    // ORDERING: written relaxed, for entering the lock is a full fence. Reads are relaxed too, but for two without the lock: whoever finds
    // the mark, or that nobody subscribes, finds the reason, and all that came before.
    private AtomicLong _head;
    private AtomicLong _tail;
    private AtomicInt _subscriptions;
    private AtomicBool _isClosed;

    public override int? Capacity => _slots.Length;

    public override int Count
    {
        get
        {
            _lock.Enter();
            long count = _tail.ReadRelaxed() - _head.ReadRelaxed();
            _lock.Exit();
            return (int)count;
        }
    }

    public override bool IsEmpty => Count == 0;

    public override bool IsFull => policy == LagPolicy.Wait && Count == _slots.Length;

    /// <summary>Whether nobody subscribes, or the broadcast is closed.</summary>
    public override bool IsDisconnected => _subscriptions.Read() == 0 || IsClosed;

    public override int ReceiverCount => SubscriptionCount;

    public override bool HandsOver => false;

    public override bool IsReadyToSend => !IsFull || IsDisconnected;

    public int SubscriptionCount => _subscriptions.ReadRelaxed();

    public bool IsClosed => _isClosed.Read();

    /// <summary>The number of messages that were ever sent.</summary>
    // ORDERING: acquire; a subscription that counts reads its position behind it.
    public long Tail => _tail.Read();

    public BroadcastSubscription<T> Subscribe()
    {
        var subscription = new BroadcastSubscription<T>(this);
        _lock.Enter();
        subscription.Start(_tail.ReadRelaxed());
        _subscriptions.WriteRelaxed(_subscriptions.ReadRelaxed() + 1);
        _lock.Exit();
        return subscription;
    }

    public override SendResult TrySend(T value)
    {
        T dropped = default!;
        _lock.Enter();
        SendResult result = Put(value, ref dropped, out bool isUndelivered);
        _lock.Exit();
        if (result == SendResult.Sent)
            _waitingReceivers.NotifyAll();
        if (isUndelivered)
            Move.Dispose(dropped!);
        return result;
    }

    /// <summary>Receives for one subscription.</summary>
    public ReceiveResult TryReceive(BroadcastSubscription<T> subscription, out T value)
    {
        _lock.Enter();
        ReceiveResult result = Get(subscription, out value, out bool hasMadeRoom);
        _lock.Exit();
        if (hasMadeRoom)
            _waitingSenders.Notify();
        return result;
    }

    /// <summary>Ends a subscription. What only it had still to receive is then <see cref="TryTakeAbandoned"/>'s.</summary>
    public void Unsubscribe(BroadcastSubscription<T> subscription)
    {
        _lock.Enter();
        if (subscription.TryEnd())
        {
            _subscriptions.WriteRelaxed(_subscriptions.ReadRelaxed() - 1);
            for (long at = Math.Max(subscription.Position, _head.ReadRelaxed()); at < _tail.ReadRelaxed(); at++)
            {
                ref BroadcastSlot<T> slot = ref SlotOf(at);
                slot.Remaining.Write(slot.Remaining.Read() - 1);
            }
        }
        _lock.Exit();
        // Those that wait on this subscription, among others.
        _waitingReceivers.NotifyAll();
    }

    /// <summary>Takes the oldest message out if nobody has to receive it any more. Until there is none.</summary>
    public bool TryTakeAbandoned(out T value, out bool isUndelivered)
    {
        _lock.Enter();
        bool isAbandoned = _head.ReadRelaxed() != _tail.ReadRelaxed() && SlotOf(_head.ReadRelaxed()).Remaining.Read() == 0;
        value = isAbandoned ? TakeOldest(out isUndelivered) : Nothing(out isUndelivered);
        _lock.Exit();
        // All of them: nobody may subscribe any more, and then none is to wait.
        if (!isAbandoned)
            _waitingSenders.NotifyAll();
        return isAbandoned;
    }

    public override bool RegisterSender(WaitNode<T> node)
    {
        _waitingSenders.Register(node);
        return IsReadyToSend;
    }

    public override void UnregisterSender(WaitNode<T> node) => _waitingSenders.Unregister(node);

    public override ReceiveResult TryReceive(out T value) => throw NoReceiver();

    public override bool RegisterReceiver(WaitNode<T> node)
    {
        _waitingReceivers.Register(node);
        return false;
    }

    public override void UnregisterReceiver(WaitNode<T> node) => _waitingReceivers.Unregister(node);

    public override void PassOnToSender() => _waitingSenders.Notify();

    // By the last sender, or by who closes the broadcast. Subscriptions receive what is there, and find the mark behind it.
    protected override void Disconnect()
    {
        _lock.Enter();
        _isClosed.WriteRelaxed(true);
        _lock.Exit();
        _waitingReceivers.Disconnect();
        _waitingSenders.Disconnect();
    }

    private static T Nothing(out bool isUndelivered)
    {
        isUndelivered = false;
        return default!;
    }

    private static InvalidOperationException NoReceiver() => new("Subscriptions receive, each for itself.");

    private ref BroadcastSlot<T> SlotOf(long position) => ref _slots[position % _slots.Length];

    private SendResult Put(T value, ref T dropped, out bool isUndelivered)
    {
        isUndelivered = false;
        int subscriptions = _subscriptions.ReadRelaxed();
        if (subscriptions == 0 || _isClosed.ReadRelaxed())
            return SendResult.Disconnected;
        long tail = _tail.ReadRelaxed();
        if (tail - _head.ReadRelaxed() == _slots.Length)
        {
            if (policy == LagPolicy.Wait)
                return SendResult.Full;
            dropped = TakeOldest(out isUndelivered);
        }
        ref BroadcastSlot<T> slot = ref SlotOf(tail);
        slot.Value.Write(value);
        slot.Remaining.Write(subscriptions);
        slot.IsDelivered.Write(false);
        _tail.WriteRelaxed(tail + 1);
        return SendResult.Sent;
    }

    private ReceiveResult Get(BroadcastSubscription<T> subscription, out T value, out bool hasMadeRoom)
    {
        value = default!;
        hasMadeRoom = false;
        if (subscription.HasEnded)
            return ReceiveResult.Disconnected;
        long head = _head.ReadRelaxed();
        subscription.SkipTo(head);
        long position = subscription.Position;
        if (position == _tail.ReadRelaxed())
            return _isClosed.ReadRelaxed() ? ReceiveResult.Disconnected : ReceiveResult.Empty;

        ref BroadcastSlot<T> slot = ref SlotOf(position);
        int remaining = slot.Remaining.Read() - 1;
        slot.Remaining.Write(remaining);
        slot.IsDelivered.Write(true);
        subscription.Advance();
        if (remaining > 0)
        {
            value = slot.Value.Read();
            return ReceiveResult.Received;
        }
        value = slot.Value.Take();
        // It is the oldest message, unless those before it have just lost their last subscription: who ended that takes them out, and
        // this one with them.
        if (position == head)
        {
            _head.WriteRelaxed(head + 1);
            hasMadeRoom = true;
        }
        return ReceiveResult.Received;
    }

    private T TakeOldest(out bool isUndelivered)
    {
        long head = _head.ReadRelaxed();
        ref BroadcastSlot<T> slot = ref SlotOf(head);
        isUndelivered = !slot.IsDelivered.Read();
        _head.WriteRelaxed(head + 1);
        return slot.Value.Take();
    }
}
