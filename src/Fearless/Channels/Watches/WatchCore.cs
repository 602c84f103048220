using System.Diagnostics;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>The senders' side of a watch: one value and its version, under a short lock that no code of the user runs under.</summary>
[DebuggerDisplay("version {Version}, closed: {IsClosed}")]
internal sealed class WatchCore<T>(T initial) : ChannelCore<T>
{
    /// <summary>Operations that wait for a change, for use by later ones.</summary>
    public readonly OperationPool<AsyncWatchChange<T>> Changes = new();

    private ShortLock _lock;
    private Checked<T> _value = new(initial);
    private WaitQueue _waiting;

    // INVARIANT: written under the lock; read without it by those who have registered a wait, or for information.
    // ORDERING: written relaxed, for entering the lock is a full fence. Reads are relaxed too, but for that of the mark without the lock:
    // whoever finds it finds the reason, and all that came before.
    private AtomicLong _version;
    private AtomicBool _isClosed;
    private AtomicInt _subscriptions;

    public long Version => _version.ReadRelaxed();

    public bool IsClosed => _isClosed.Read();

    public override int ReceiverCount => _subscriptions.ReadRelaxed();

    public override int? Capacity => 1;

    public override int Count => 1;

    public override bool IsEmpty => false;

    public override bool IsFull => false;

    // A watch can be read at any time, so there is always somebody to send to.
    public override bool IsDisconnected => IsClosed;

    public override bool HandsOver => false;

    public override bool IsReadyToSend => true;

    public T Read(out long version)
    {
        _lock.Enter();
        T value = _value.Read();
        version = _version.ReadRelaxed();
        _lock.Exit();
        return value;
    }

    public override SendResult TrySend(T value)
    {
        _lock.Enter();
        bool isClosed = _isClosed.ReadRelaxed();
        if (!isClosed)
        {
            _value.Write(value);
            _version.WriteRelaxed(_version.ReadRelaxed() + 1);
        }
        // ORDERING: a full fence between the change and the look for waits.
        _lock.Exit();
        if (isClosed)
            return SendResult.Disconnected;
        _waiting.NotifyAll();
        return SendResult.Sent;
    }

    /// <summary>Receives for one subscription, and moves <paramref name="seen"/> to what it received.</summary>
    public ReceiveResult TryReceive(ref AtomicLong seen, out T value)
    {
        bool isClosed;
        if (seen.ReadRelaxed() >= _version.ReadRelaxed())
        {
            // ORDERING: a full fence, so that nothing new is there now, and not before what the caller has written last: who sends, which is
            // a full fence too, and then does not see that writing, is seen here.
            Fence.Full();
            // ORDERING: acquire, before the version: after the mark no value comes.
            isClosed = _isClosed.Read();
            if (seen.ReadRelaxed() >= _version.ReadRelaxed())
            {
                value = default!;
                return isClosed ? ReceiveResult.Disconnected : ReceiveResult.Empty;
            }
        }
        _lock.Enter();
        // Another thread may have received it for the same subscription.
        bool isNew = seen.ReadRelaxed() < _version.ReadRelaxed();
        isClosed = _isClosed.ReadRelaxed();
        value = isNew ? _value.Read() : default!;
        if (isNew)
            seen.WriteRelaxed(_version.ReadRelaxed());
        _lock.Exit();
        return isNew ? ReceiveResult.Received : isClosed ? ReceiveResult.Disconnected : ReceiveResult.Empty;
    }

    public WatchSubscription<T> Subscribe(long seen)
    {
        var subscription = new WatchSubscription<T>(this, seen);
        _subscriptions.Increment();
        return subscription;
    }

    /// <summary>Counts one subscription less, and ends all waits, so that those of the subscription see that it has ended.</summary>
    public void Unsubscribe()
    {
        // ORDERING: a full fence between the subscription's mark and the look for waits.
        _subscriptions.Decrement();
        _waiting.NotifyAll();
    }

    public void Register(WaitNode node) => _waiting.Register(node);

    public void Unregister(WaitNode node) => _waiting.Unregister(node);

    public override ReceiveResult TryReceive(out T value) => throw new InvalidOperationException("Subscriptions receive, each for itself.");

    // Sending never waits.
    public override bool RegisterSender(WaitNode<T> node) => true;

    public override void UnregisterSender(WaitNode<T> node)
    {
    }

    public override bool RegisterReceiver(WaitNode<T> node) => true;

    public override void UnregisterReceiver(WaitNode<T> node)
    {
    }

    // By the last sender, or by who closes the watch.
    protected override void Disconnect()
    {
        _lock.Enter();
        _isClosed.WriteRelaxed(true);
        _lock.Exit();
        _waiting.Disconnect();
    }
}
