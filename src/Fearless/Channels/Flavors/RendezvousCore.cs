using System.Diagnostics;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>A channel without room: a sender and a receiver meet, and the value goes from one to the other.</summary>
/// <remarks>
/// Both queues of waits have one lock. Whoever comes and finds the other side waiting ends that wait and moves the value through its
/// node, all under the lock; whoever finds nobody registers. A value is read from a sender's node, or written to a receiver's, before the
/// compare-and-swap that ends its wait, and the node leaves the queue before it too: so a wait that has ended has its value and its node,
/// and nobody waits for anybody between two steps.
/// </remarks>
[DebuggerDisplay("waiting: {_senders} and {_receivers}, disconnected: {IsDisconnected}")]
internal sealed class RendezvousCore<T> : ChannelCore<T>
{
    private ShortLock _lock;
    private WaitList _senders;
    private WaitList _receivers;
    // INVARIANT: written under the lock; read without it as a hint that saves an attempt the lock.
    // ORDERING: written relaxed, for entering and leaving the lock are full fences. Whoever reads one of the two without the lock and finds
    // nobody then looks whether the channel is disconnected, which was written under the lock before: an acquire, or it would find it
    // neither disconnected nor with the wait that the disconnect has ended.
    private AtomicBool _hasSenders;
    private AtomicBool _hasReceivers;

    // ORDERING: written under the lock, and so relaxed; read relaxed under it, and without it by an acquire, which finds the reason as
    // well.
    private AtomicBool _isDisconnected;

    public override int? Capacity => 0;

    public override int Count => 0;

    public override bool IsEmpty => true;

    public override bool IsFull => true;

    public override bool IsDisconnected => _isDisconnected.Read();

    /// <summary>For tests.</summary>
    public bool HasWaitingSenders => _hasSenders.Read();

    /// <summary>For tests.</summary>
    public bool HasWaitingReceivers => _hasReceivers.Read();

    public override bool HandsOver => true;

    public override bool IsReadyToSend
    {
        get
        {
            if (!_hasReceivers.Read())
                return IsDisconnected;
            _lock.Enter();
            bool isReady = _isDisconnected.ReadRelaxed() || CanSelect(ref _receivers, self: null);
            _lock.Exit();
            return isReady;
        }
    }

    public override bool IsReadyToReceive
    {
        get
        {
            if (!_hasSenders.Read())
                return IsDisconnected;
            _lock.Enter();
            bool isReady = _isDisconnected.ReadRelaxed() || CanSelect(ref _senders, self: null);
            _lock.Exit();
            return isReady;
        }
    }

    private SendResult NotSent => IsDisconnected ? SendResult.Disconnected : SendResult.Full;

    private ReceiveResult NotReceived => IsDisconnected ? ReceiveResult.Disconnected : ReceiveResult.Empty;

    public override SendResult TrySend(T value)
    {
        if (_hasReceivers.ReadRelaxed())
            return SendToReceiver(value);
        // ORDERING: as in the flavours with room, nobody waits now, and not before what the caller has written last: a receiver that
        // registers, which is a full fence too, and then does not see that writing, is seen here.
        Fence.Full();
        return TrySendFenced(value);
    }

    public override SendResult TrySendFenced(T value) => _hasReceivers.Read() ? SendToReceiver(value) : NotSent;

    public override ReceiveResult TryReceive(out T value)
    {
        if (_hasSenders.ReadRelaxed())
            return ReceiveFromSender(out value);
        // ORDERING: see TrySend.
        Fence.Full();
        return TryReceiveFenced(out value);
    }

    public override ReceiveResult TryReceiveFenced(out T value)
    {
        if (_hasSenders.Read())
            return ReceiveFromSender(out value);
        value = default!;
        return NotReceived;
    }

    public override bool RegisterSender(WaitNode<T> node)
    {
        WaitContext self = node.Context;
        bool isPromise = node.IsPromise;
        self.Enter(ref _lock);
        bool isReady = _isDisconnected.ReadRelaxed() || CanSelect(ref _receivers, self);
        _senders.Add(node);
        _hasSenders.WriteRelaxed(true);
        _lock.Exit();
        // They wanted to know of a sender, and now there is one.
        while (!isReady && !isPromise && SelectPromise(ref _receivers, ref _hasReceivers, self) is { } receiver)
            receiver.Wake();
        return isReady;
    }

    public override void UnregisterSender(WaitNode<T> node)
    {
        _lock.Enter();
        _senders.Remove(node);
        _hasSenders.WriteRelaxed(!_senders.IsEmpty);
        _lock.Exit();
    }

    public override bool RegisterReceiver(WaitNode<T> node)
    {
        WaitContext self = node.Context;
        bool isPromise = node.IsPromise;
        self.Enter(ref _lock);
        bool isReady = _isDisconnected.ReadRelaxed() || CanSelect(ref _senders, self);
        _receivers.Add(node);
        _hasReceivers.WriteRelaxed(true);
        _lock.Exit();
        // They make their values now, or wanted to know of a receiver, and find this one.
        while (!isReady && !isPromise && SelectPromise(ref _senders, ref _hasSenders, self) is { } sender)
            sender.Wake();
        return isReady;
    }

    public override void UnregisterReceiver(WaitNode<T> node)
    {
        _lock.Enter();
        _receivers.Remove(node);
        _hasReceivers.WriteRelaxed(!_receivers.IsEmpty);
        _lock.Exit();
    }

    protected override void Disconnect()
    {
        _lock.Enter();
        _isDisconnected.WriteRelaxed(true);
        _lock.Exit();
        // One at a time, since none may be woken under the lock. Whoever registers from now on finds the mark.
        while (SelectForDisconnect() is { } context)
            context.Wake();
    }

    private static bool CanSelect(ref WaitList waits, WaitContext? self)
    {
        // A wait for either side of one channel does not meet itself.
        for (WaitNode? node = waits.First; node is not null; node = node.Next.Read())
        {
            if (node.Context != self && !((WaitNode<T>)node).IsPromise && node.Context.IsWaiting)
                return true;
        }
        return false;
    }

    // ORDERING: takes the node out before it ends the wait. From then on the node is its owner's, who may be in the queue of another
    // channel with it at once. One whose wait was given up is taken out as well: its owner, who takes the lock first, finds that done.
    private static WaitContext? TakeAndSelect(ref WaitList waits, WaitNode node)
    {
        WaitContext context = node.Context;
        waits.Remove(node);
        return context.TrySelect(node.Outcome) ? context : null;
    }

    private SendResult SendToReceiver(T value)
    {
        _lock.Enter();
        WaitContext? receiver = _isDisconnected.ReadRelaxed() ? null : SelectReceiver(value);
        _hasReceivers.WriteRelaxed(!_receivers.IsEmpty);
        _lock.Exit();
        if (receiver is null)
            return NotSent;
        receiver.Wake();
        return SendResult.Sent;
    }

    private ReceiveResult ReceiveFromSender(out T value)
    {
        value = default!;
        _lock.Enter();
        WaitContext? sender = _isDisconnected.ReadRelaxed() ? null : SelectSender(out value);
        _hasSenders.WriteRelaxed(!_senders.IsEmpty);
        _lock.Exit();
        if (sender is null)
            return NotReceived;
        sender.Wake();
        return ReceiveResult.Received;
    }

    private WaitContext? SelectPromise(ref WaitList waits, ref AtomicBool hasWaits, WaitContext self)
    {
        // Relaxed: behind the lock under which the caller has just registered, so no wait that came before is overlooked.
        if (!hasWaits.ReadRelaxed())
            return null;
        WaitContext? context = null;
        _lock.Enter();
        WaitNode? next;
        for (WaitNode? node = waits.First; node is not null && context is null; node = next)
        {
            next = node.Next.Read();
            if (node.Context != self && ((WaitNode<T>)node).IsPromise)
                context = TakeAndSelect(ref waits, node);
        }
        hasWaits.WriteRelaxed(!waits.IsEmpty);
        _lock.Exit();
        return context;
    }

    private WaitContext? SelectForDisconnect()
    {
        _lock.Enter();
        WaitContext? context = _senders.Select(WaitOutcome.Disconnected) ?? _receivers.Select(WaitOutcome.Disconnected);
        _hasSenders.WriteRelaxed(!_senders.IsEmpty);
        _hasReceivers.WriteRelaxed(!_receivers.IsEmpty);
        _lock.Exit();
        return context;
    }

    private WaitContext? SelectReceiver(T value)
    {
        WaitNode? next;
        for (WaitNode? node = _receivers.First; node is not null; node = next)
        {
            next = node.Next.Read();
            var receiver = (WaitNode<T>)node;
            if (receiver.IsPromise || !receiver.Context.IsWaiting)
                continue;
            receiver.Value.Write(value);
            if (TakeAndSelect(ref _receivers, receiver) is { } context)
                return context;
            // Given up in the meantime. Its owner takes the lock before it looks at the node.
            receiver.Value.Write(default!);
        }
        return null;
    }

    private WaitContext? SelectSender(out T value)
    {
        WaitNode? next;
        for (WaitNode? node = _senders.First; node is not null; node = next)
        {
            next = node.Next.Read();
            var sender = (WaitNode<T>)node;
            if (sender.IsPromise || !sender.Context.IsWaiting)
                continue;
            // Before the wait is ended, since the node is its owner's again from then on.
            value = sender.Value.Read();
            if (TakeAndSelect(ref _senders, sender) is { } context)
                return context;
        }
        value = default!;
        return null;
    }
}
