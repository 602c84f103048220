using System.Diagnostics;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>A channel that makes room by dropping a value, under a short lock: a ring whose two ends both move when it is full.</summary>
/// <remarks>What is dropped leaves the ring under the lock, and goes to the callback, or is disposed, after it.</remarks>
[DebuggerDisplay("{Count} of {Capacity}, disconnected: {IsDisconnected}")]
internal sealed class LossyCore<T>(int capacity, OverflowPolicy policy, Action<T>? onDropped) : BufferedCore<T>
{
    private readonly Checked<T>[] _values = new Checked<T>[capacity];

    private ShortLock _lock;
    private Checked<int> _head;

    // INVARIANT: written under the lock; read without it by those who have registered a wait, or for information.
    // ORDERING: written relaxed, for entering the lock is a full fence. Reads are relaxed too, but for that of the mark without the lock:
    // whoever finds it finds the reason, and all that came before.
    private AtomicInt _count;
    private AtomicBool _isClosed;

    public override int? Capacity => _values.Length;

    public override int Count => _count.ReadRelaxed();

    public override bool IsEmpty => Count == 0;

    // There is always room, since room is made.
    public override bool IsFull => false;

    public override bool IsDisconnected => _isClosed.Read();

    public override SendResult TrySend(T value)
    {
        _lock.Enter();
        bool isClosed = _isClosed.ReadRelaxed();
        bool isFull = !isClosed && _count.ReadRelaxed() == _values.Length;
        T dropped = isFull ? Replace(value) : default!;
        if (!isClosed && !isFull)
            Append(value);
        // ORDERING: a full fence between the change and the look for waiting receivers.
        _lock.Exit();
        if (isClosed)
            return SendResult.Disconnected;
        WaitingReceivers.Notify();
        if (isFull)
            Drop(dropped);
        return SendResult.Sent;
    }

    public override ReceiveResult TryReceive(out T value)
    {
        _lock.Enter();
        ReceiveResult result = ReceiveResult.Received;
        if (_count.ReadRelaxed() > 0)
        {
            value = TakeFirst();
        }
        else
        {
            value = default!;
            result = _isClosed.ReadRelaxed() ? ReceiveResult.Disconnected : ReceiveResult.Empty;
        }
        _lock.Exit();
        return result;
    }

    protected override void Close()
    {
        _lock.Enter();
        _isClosed.WriteRelaxed(true);
        _lock.Exit();
    }

    private ref Checked<T> At(int offset)
    {
        // Not the sum modulo the length, which could overflow.
        int untilEnd = _values.Length - _head.Read();
        return ref _values[offset < untilEnd ? _head.Read() + offset : offset - untilEnd];
    }

    // The ring stays full: those who look at the count see no room in between that nobody made.
    private T Replace(T value)
    {
        switch (policy)
        {
            case OverflowPolicy.DropOldest:
                T oldest = Exchange(0, value);
                MoveHead();
                return oldest;
            case OverflowPolicy.DropNewest:
                return Exchange(_values.Length - 1, value);
            default:
                return value;
        }
    }

    private T Exchange(int offset, T value)
    {
        ref Checked<T> slot = ref At(offset);
        T before = slot.Read();
        slot.Write(value);
        return before;
    }

    private void Append(T value)
    {
        int count = _count.ReadRelaxed();
        At(count).Write(value);
        _count.WriteRelaxed(count + 1);
    }

    private T TakeFirst()
    {
        T value = At(0).Take();
        MoveHead();
        _count.WriteRelaxed(_count.ReadRelaxed() - 1);
        return value;
    }

    private void MoveHead()
    {
        int next = _head.Read() + 1;
        _head.Write(next == _values.Length ? 0 : next);
    }

    private void Drop(T value)
    {
        if (onDropped is not null)
            onDropped(value);
        else if (value is IDisposable or IAsyncDisposable)
            Move.Dispose(value);
    }
}
