using System.Diagnostics;
using System.Numerics;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>A channel with room for a fixed number of values: a ring of slots, each with a stamp.</summary>
/// <remarks>
/// <c>head</c> and <c>tail</c> are positions: the index of a slot in the low bits, above it the mark of a disconnected channel (in the tail
/// only), above that the lap, which counts the rounds.
/// <code>
///   position:  │ lap ........................ │ mark │ index │
///   stamp:     lap      the slot is free for the sender of this lap
///              lap + 1  the slot is full, for the receiver of this lap
/// </code>
/// A sender moves the tail by compare-and-swap, which makes the slot its own, writes the value, and writes the stamp. A receiver does the
/// same
/// with the head. Nothing between the two steps can throw or run code of the user, and whoever finds a slot between them waits for it.
/// </remarks>
// SOURCE: Vyukov, "Bounded MPMC queue", 1024cores.net; the mark and exact capacities: crossbeam-channel/src/flavors/array.rs. Stamps here
// are
// kept without the index, so that a new array of zeros is in order and large ones cost nothing to create.
[DebuggerDisplay("{Count} of {Capacity}, disconnected: {IsDisconnected}")]
internal sealed class ArrayCore<T> : BufferedCore<T>
{
    private readonly Slot<T>[] _slots;
    private readonly long _mark;
    private readonly long _oneLap;
    private CachePadded<AtomicLong> _head;
    private CachePadded<AtomicLong> _tail;

    public ArrayCore(int capacity)
    {
        _slots = new Slot<T>[capacity];
        // Twice, so that the mark is above every index; capacity itself never is one.
        _mark = (long)BitOperations.RoundUpToPowerOf2((ulong)capacity + 1);
        _oneLap = _mark * 2;
    }

    public override int? Capacity => _slots.Length;

    public override int Count
    {
        get
        {
            while (true)
            {
                long tail = _tail.Value.Read();
                long head = _head.Value.Read();
                // Both belong to one instant if the tail has not moved.
                if (_tail.Value.Read() != tail)
                    continue;
                long from = head & (_mark - 1);
                long to = tail & (_mark - 1);
                return from < to ? (int)(to - from)
                    : from > to ? (int)(_slots.Length - from + to)
                    : (tail & ~_mark) == head ? 0
                    : _slots.Length;
            }
        }
    }

    public override bool IsEmpty
    {
        get
        {
            // A head that is not stale when it is compared: the tail never falls behind it, so equality means empty at the second read.
            long head = _head.Value.Read();
            return (_tail.Value.Read() & ~_mark) == head;
        }
    }

    public override bool IsFull
    {
        get
        {
            long tail = _tail.Value.Read();
            return _head.Value.Read() + _oneLap == (tail & ~_mark);
        }
    }

    public override bool IsDisconnected => (_tail.Value.Read() & _mark) != 0;

    public override SendResult TrySend(T value)
    {
        var peer = new LaggingPeer();
        bool isFenced = false;
        long tail = _tail.Value.Read();
        while (true)
        {
            if ((tail & _mark) != 0)
                return SendResult.Disconnected;
            long index = tail & (_mark - 1);
            long lap = tail & -_oneLap;
            ref Slot<T> slot = ref _slots[index];
            // ORDERING: acquire; pairs with the receiver's write of the stamp after it has taken the value of the lap before.
            long stamp = slot.Stamp.Read();
            if (stamp == lap)
            {
                long next = index + 1 < _slots.Length ? tail + 1 : lap + _oneLap;
                // ORDERING: a full fence between the move, which a waiting receiver looks for, and the look for waiting receivers below.
                long seen = _tail.Value.CompareExchange(tail, next);
                if (seen == tail)
                {
                    slot.Put(value);
                    // ORDERING: release; publishes the value.
                    slot.Stamp.Write(lap + 1);
                    WaitingReceivers.Notify();
                    return SendResult.Sent;
                }
                tail = seen;
                continue;
            }
            if (stamp == lap - _oneLap + 1)
            {
                // It holds a value of the lap before. ORDERING: the head as it is now, not as it was before this call.
                if (!isFenced)
                    Fence.Full();
                isFenced = true;
                if (_head.Value.Read() + _oneLap == tail)
                    return SendResult.Full;
            }
            // A receiver is taking the value at this moment, or the tail was out of date.
            peer.Wait();
            tail = _tail.Value.Read();
        }
    }

    public override ReceiveResult TryReceive(out T value)
    {
        var peer = new LaggingPeer();
        bool isFenced = false;
        long head = _head.Value.Read();
        while (true)
        {
            long index = head & (_mark - 1);
            long lap = head & -_oneLap;
            ref Slot<T> slot = ref _slots[index];
            // ORDERING: acquire; pairs with the sender's write of the stamp after it has put the value in.
            long stamp = slot.Stamp.Read();
            if (stamp == lap + 1)
            {
                long next = index + 1 < _slots.Length ? head + 1 : lap + _oneLap;
                // ORDERING: a full fence between the move, which a waiting sender looks for, and the look for waiting senders below.
                long seen = _head.Value.CompareExchange(head, next);
                if (seen == head)
                {
                    value = slot.Take();
                    // ORDERING: release; the value is out before the next sender may write.
                    slot.Stamp.Write(lap + _oneLap);
                    WaitingSenders.Notify();
                    return ReceiveResult.Received;
                }
                head = seen;
                continue;
            }
            if (stamp == lap)
            {
                // It is still free. ORDERING: the tail as it is now, not as it was before this call.
                if (!isFenced)
                    Fence.Full();
                isFenced = true;
                long tail = _tail.Value.Read();
                if ((tail & ~_mark) == head)
                {
                    value = default!;
                    return (tail & _mark) != 0 ? ReceiveResult.Disconnected : ReceiveResult.Empty;
                }
            }
            // A sender is putting the value in at this moment, or the head was out of date.
            peer.Wait();
            head = _head.Value.Read();
        }
    }

    // ORDERING: a full fence. A sender's compare-and-swap either came before it, and its value is received or disposed; or it fails,
    // because
    // the tail has changed, and then the sender sees the mark.
    protected override void Close() => _tail.Value.Or(_mark);
}
