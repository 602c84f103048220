using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>A channel with room for a fixed number of values: a ring of slots, each with a stamp.</summary>
/// <remarks>
/// <c>head</c> and <c>tail</c> are positions: the index of a slot in the low bits, above it two marks (in the tail only), above them the
/// lap, which counts the rounds.
/// <code>
///   position:  │ lap ................ │ room is held │ disconnected │ index │
///   stamp:     lap      the slot is free for the sender of this lap
///              lap + 1  the slot is full, for the receiver of this lap
/// </code>
/// A sender moves the tail by compare-and-swap, which makes the slot its own, writes the value, and writes the stamp. A receiver does the
/// same with the head. Nothing between the two steps can throw or run code of the user, and whoever finds a slot between them waits for it.
/// <para>The slots of a large channel lie in parts (<see cref="SlotParts{T}"/>), and a sender that finds none makes it before it moves the
/// tail. So whatever lies behind the tail has a slot.</para>
/// <para>While permits hold room, the mark in the tail sends all senders through a lock, under which they count (<see cref="TryReserve"/>).
/// Without permits nobody pays for them, and receivers never do.</para>
/// </remarks>
// SOURCE: Vyukov, "Bounded MPMC queue", 1024cores.net; the mark and exact capacities: crossbeam-channel/src/flavors/array.rs. Stamps here
// are kept without the index, so that a new array of zeros is in order and large ones cost nothing to create.
[DebuggerDisplay("{Count} of {Capacity}, disconnected: {IsDisconnected}")]
internal sealed class ArrayCore<T> : BufferedCore<T>
{
    // INVARIANT: one of the two is there. References of this object and not of a struct in it, which would lie at its end, where the next
    // object on the heap, that others write to, shares its line.
    private readonly Slot<T>[]? _slots;
    private readonly AtomicRef<Slot<T>[]>[]? _parts;
    private readonly int _capacity;
    private readonly long _mark;
    private readonly long _held;
    private readonly long _oneLap;

    // What the mark in the tail says, away from what senders write, for receivers that look again and again.
    // ORDERING: relaxed on both sides: a look that does not see it yet is followed by another one, or by the exact attempt before a sleep, which
    // reads the tail.
    private AtomicBool _isClosed;
    private CachePadded<GuessedPosition> _head;
    private CachePadded<GuessedPosition> _tail;

    // For all that changes the tail while room is held, and for holding it.
    private ShortLock _lock;

    // INVARIANT: read and written under the lock; the tail has the mark while it is not zero, and no longer.
    private Checked<int> _reserved;

    public ArrayCore(int capacity)
    {
        _capacity = capacity;
        if (capacity <= SlotParts<T>.Length)
            _slots = new Slot<T>[capacity];
        else
            _parts = SlotParts<T>.Create(capacity);
        // Twice, so that the mark is above every index; capacity itself never is one.
        _mark = (long)BitOperations.RoundUpToPowerOf2((ulong)capacity + 1);
        _held = _mark * 2;
        _oneLap = _mark * 4;
    }

    public override int? Capacity => _capacity;

    public override int Count
    {
        get
        {
            while (true)
            {
                long tail = _tail.Value.Read();
                long head = _head.Value.Read();
                // Both belong to one instant if the tail has not moved.
                if (_tail.Value.Read() == tail)
                    return CountBetween(head, tail);
            }
        }
    }

    public override bool IsEmpty
    {
        get
        {
            // A head that is not stale when it is compared: the tail never falls behind it, so equality means empty at the second read.
            long head = _head.Value.Read();
            return PositionOf(_tail.Value.Read()) == head;
        }
    }

    public override bool IsFull
    {
        get
        {
            long tail = _tail.Value.Read();
            return (tail & _held) == 0 ? IsOneLapBehind(tail) : IsFullBesideWhatIsHeld();
        }
    }

    public override bool IsDisconnected => (_tail.Value.Read() & _mark) != 0;

    public override SendResult TrySend(T value) => TrySend(value, isFenced: false);

    public override SendResult TrySendFenced(T value) => TrySend(value, isFenced: true);

    public override ReceiveResult TryReceive(out T value) => TryReceive(out value, isFenced: false);

    public override ReceiveResult TryReceiveFenced(out T value) => TryReceive(out value, isFenced: true);

    public override SendResult TrySendSoon(T value)
    {
        long tail = _tail.Value.Guess();
        return TrySendOnce(tail, value) switch
        {
            Attempt.Succeeded => SendResult.Sent,
            Attempt.Untimely when _tail.Value.Read() == tail => SendResult.Full,
            _ => TrySendAgain(value, isFenced: true),
        };
    }

    public override ReceiveResult TryReceiveSoon(out T value)
    {
        long head = _head.Value.Guess();
        return TryReceiveOnce(head, out value) switch
        {
            Attempt.Succeeded => ReceiveResult.Received,
            Attempt.Untimely when _head.Value.Read() == head && !_isClosed.ReadRelaxed() => ReceiveResult.Empty,
            _ => TryReceiveAgain(out value, isFenced: true),
        };
    }

    public override SendResult TrySendMany(ReadOnlySpan<T> values, ref int sent)
    {
        while (sent < values.Length)
        {
            // As in TrySend, for as many free slots as follow each other.
            long tail = _tail.Value.Read();
            long index = tail & (_mark - 1);
            long lap = tail & -_oneLap;
            int count = (tail & (_mark | _held)) != 0 ? 0 : CountStamps(index, lap, values.Length - sent);
            if (count == 0)
            {
                SendResult result = TrySend(values[sent]);
                if (result != SendResult.Sent)
                    return result;
                sent++;
                continue;
            }
            if (!_tail.Value.TryMove(tail, Moved(tail, count)))
                continue;
            for (long at = index; at < index + count; at++)
            {
                ref Slot<T> slot = ref SlotAt(at);
                slot.Put(values[sent++]);
                slot.Stamp.Write(lap + 1);
            }
            NotifyReceivers(count);
        }
        return SendResult.Sent;
    }

    public override ReceiveResult TryReceiveMany(Span<T> values, ref int received)
    {
        while (received < values.Length)
        {
            // As in TryReceive, for as many full slots as follow each other.
            long head = _head.Value.Read();
            long index = head & (_mark - 1);
            long lap = head & -_oneLap;
            int count = CountStamps(index, lap + 1, values.Length - received);
            if (count == 0)
            {
                ReceiveResult result = TryReceive(out T value);
                if (result != ReceiveResult.Received)
                    return result;
                values[received++] = value;
                continue;
            }
            if (!_head.Value.TryMove(head, Moved(head, count)))
                continue;
            for (long at = index; at < index + count; at++)
            {
                ref Slot<T> slot = ref SlotAt(at);
                values[received++] = slot.Take();
                slot.Stamp.Write(lap + _oneLap);
            }
            NotifySenders(count);
        }
        return ReceiveResult.Received;
    }

    /// <summary>Holds room for one value.</summary>
    public override SendResult TryReserve()
    {
        _lock.Enter();
        // ORDERING: a full fence. A sender's compare-and-swap either came before it, and counts; or it fails, because the tail has changed,
        // and then the sender sees the mark and takes the lock.
        _tail.Value.Or(_held);
        SendResult result = Room();
        if (result == SendResult.Sent)
            _reserved.Write(_reserved.Read() + 1);
        EndHoldingIfNone();
        _lock.Exit();
        return result;
    }

    public override SendResult SendReserved(T value)
    {
        EnterWithSlot();
        bool isOpen = TryClaim(out long position);
        _reserved.Write(_reserved.Read() - 1);
        EndHoldingIfNone();
        _lock.Exit();
        if (!isOpen)
            return SendResult.Disconnected;
        Fill(position, value);
        return SendResult.Sent;
    }

    public override void ReleaseReserved()
    {
        _lock.Enter();
        _reserved.Write(_reserved.Read() - 1);
        EndHoldingIfNone();
        // ORDERING: a full fence between the change and the look for waiting senders.
        _lock.Exit();
        WaitingSenders.Notify();
    }

    // ORDERING: a full fence. A sender's compare-and-swap either came before it, and its value is received or disposed; or it fails,
    // because the tail has changed, and then the sender sees the mark.
    protected override void Close()
    {
        _tail.Value.Or(_mark);
        _isClosed.WriteRelaxed(true);
    }

    // Nearly all calls succeed with their first attempt. What a later one needs has a method of its own, or the first would lie in memory and
    // not in registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SendResult TrySend(T value, bool isFenced) =>
        TrySendOnce(_tail.Value.Guess(), value) == Attempt.Succeeded ? SendResult.Sent : TrySendAgain(value, isFenced);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReceiveResult TryReceive(out T value, bool isFenced) =>
        TryReceiveOnce(_head.Value.Guess(), out value) == Attempt.Succeeded ? ReceiveResult.Received : TryReceiveAgain(out value, isFenced);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Attempt TrySendOnce(long tail, T value)
    {
        if ((tail & (_mark | _held)) != 0)
            return Attempt.Barred;
        long index = tail & (_mark - 1);
        long lap = tail & -_oneLap;
        ref Slot<T> slot = ref TryFindSlot(index, out bool isMade);
        if (!isMade)
            return Attempt.NoSlot;
        if (slot.Stamp.ReadRelaxed() != lap)
            return Attempt.Untimely;
        long next = index + 1 < _capacity ? tail + 1 : lap + _oneLap;
        // ORDERING: a full fence: between the stamp, which a receiver wrote after it had taken the value of the lap before, and the value put
        // in below; and between the move, which a waiting receiver looks for, and the look for waiting receivers.
        if (!_tail.Value.TryMove(tail, next))
            return Attempt.Late;
        slot.Put(value);
        // ORDERING: release; publishes the value.
        slot.Stamp.Write(lap + 1);
        WaitingReceivers.Notify();
        return Attempt.Succeeded;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Attempt TryReceiveOnce(long head, out T value)
    {
        value = default!;
        long index = head & (_mark - 1);
        long lap = head & -_oneLap;
        ref Slot<T> slot = ref TryFindSlot(index, out bool isMade);
        if (!isMade || slot.Stamp.ReadRelaxed() != lap + 1)
            return Attempt.Untimely;
        // Read before the exchange: what is read after it keeps the next one waiting.
        long nextLap = lap + _oneLap;
        long next = index + 1 < _capacity ? head + 1 : nextLap;
        // ORDERING: a full fence: between the stamp, which a sender wrote after it had put the value in, and the value taken below; and
        // between the move, which a waiting sender looks for, and the look for waiting senders.
        if (!_head.Value.TryMove(head, next))
            return Attempt.Late;
        value = slot.Take();
        // ORDERING: release; the value is out before the next sender may write.
        slot.Stamp.Write(nextLap);
        WaitingSenders.Notify();
        return Attempt.Succeeded;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private SendResult TrySendAgain(T value, bool isFenced)
    {
        var peer = new LaggingPeer();
        while (true)
        {
            long tail = _tail.Value.Read();
            switch (TrySendOnce(tail, value))
            {
                case Attempt.Succeeded:
                    return SendResult.Sent;
                case Attempt.Late:
                    peer.LoseRace();
                    break;
                case Attempt.Barred:
                    if ((tail & _mark) != 0)
                        return SendResult.Disconnected;
                    if (TrySendBesideWhatIsHeld(value, out SendResult result))
                        return result;
                    break;
                case Attempt.NoSlot:
                    SlotParts<T>.Make(_parts!, tail & (_mark - 1));
                    break;
                default:
                    // The slot holds a value of the lap before. ORDERING: the head as it is now, not as it was before this call.
                    if (!isFenced)
                        Fence.Full();
                    isFenced = true;
                    if (IsOneLapBehind(tail))
                        return SendResult.Full;
                    // A receiver is taking the value at this moment, or the tail was out of date.
                    peer.Wait();
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReceiveResult TryReceiveAgain(out T value, bool isFenced)
    {
        var peer = new LaggingPeer();
        while (true)
        {
            long head = _head.Value.Read();
            switch (TryReceiveOnce(head, out value))
            {
                case Attempt.Succeeded:
                    return ReceiveResult.Received;
                case Attempt.Late:
                    peer.LoseRace();
                    break;
                default:
                    // The slot is still free. ORDERING: the tail as it is now, not as it was before this call.
                    if (!isFenced)
                        Fence.Full();
                    isFenced = true;
                    long tail = _tail.Value.Read();
                    if (PositionOf(tail) == head)
                        return (tail & _mark) != 0 ? ReceiveResult.Disconnected : ReceiveResult.Empty;
                    // A sender is putting the value in at this moment, or the head was out of date.
                    peer.Wait();
                    break;
            }
        }
    }

    // False when no room is held any more, and the caller tries again.
    private bool TrySendBesideWhatIsHeld(T value, out SendResult result)
    {
        long position = 0;
        result = SendResult.Sent;
        EnterWithSlot();
        bool isHeld = _reserved.Read() > 0;
        if (isHeld)
            result = Room();
        if (isHeld && result == SendResult.Sent && !TryClaim(out position))
            result = SendResult.Disconnected;
        _lock.Exit();
        if (isHeld && result == SendResult.Sent)
            Fill(position, value);
        return isHeld;
    }

    private bool IsFullBesideWhatIsHeld()
    {
        _lock.Enter();
        // It may have been given back meanwhile, and then senders take no lock.
        bool isFull = _reserved.Read() > 0 ? Room() == SendResult.Full : IsOneLapBehind(_tail.Value.Read());
        _lock.Exit();
        return isFull;
    }

    // Under the lock, and with the mark in the tail, so that the count can only fall: whether there is room for one more.
    private SendResult Room()
    {
        long tail = _tail.Value.Read();
        return (tail & _mark) != 0 ? SendResult.Disconnected
            : CountBetween(_head.Value.Read(), tail) + _reserved.Read() < _capacity ? SendResult.Sent
            : SendResult.Full;
    }

    // Enters the lock. If room is held, the tail stands still from then on, and its slot is made.
    private void EnterWithSlot()
    {
        while (true)
        {
            _lock.Enter();
            long index = _tail.Value.Read() & (_mark - 1);
            TryFindSlot(index, out bool isMade);
            if (isMade)
                return;
            // Not under the lock, since it may fail for want of memory.
            _lock.Exit();
            SlotParts<T>.Make(_parts!, index);
        }
    }

    // Under the lock, after the caller has seen to it that there is room, and a slot: takes the next slot, which a receiver may still be emptying.
    private bool TryClaim(out long position)
    {
        while (true)
        {
            position = _tail.Value.Read();
            if ((position & _mark) != 0)
                return false;
            // It fails only for the mark of the disconnect: all else waits for the lock.
            if (_tail.Value.TryMove(position, Moved(position, 1)))
                return true;
        }
    }

    // After the lock.
    private void Fill(long position, T value)
    {
        long lap = position & -_oneLap;
        ref Slot<T> slot = ref SlotAt(position & (_mark - 1));
        var peer = new LaggingPeer();
        // ORDERING: acquire; pairs with the receiver's write of the stamp after it has taken the value of the lap before.
        while (slot.Stamp.Read() != lap)
            peer.Wait();
        slot.Put(value);
        slot.Stamp.Write(lap + 1);
        WaitingReceivers.Notify();
    }

    private void EndHoldingIfNone()
    {
        if (_reserved.Read() == 0)
            _tail.Value.And(~_held);
    }

    // Of a slot that is made.
    private ref Slot<T> SlotAt(long index) => ref TryFindSlot(index, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Slot<T> TryFindSlot(long index, out bool isMade)
    {
        if (_slots is not { } slots)
            return ref SlotParts<T>.TryFind(_parts!, index, out isMade);
        isMade = true;
        // SAFETY: the index is less than the capacity.
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(slots), (nint)index);
    }

    // Whether the head is exactly one lap behind: read after the tail, which never falls back, so at that read the channel was full.
    private bool IsOneLapBehind(long tail) => _head.Value.Read() + _oneLap == PositionOf(tail);

    private long PositionOf(long tail) => tail & ~(_mark | _held);

    // The marks stay as they are.
    private long Moved(long position, int count)
    {
        long index = position & (_mark - 1);
        return index + count < _capacity ? position + count : position - index + _oneLap;
    }

    private int CountBetween(long head, long tail)
    {
        long from = head & (_mark - 1);
        long to = tail & (_mark - 1);
        return from < to ? (int)(to - from)
            : from > to ? (int)(_capacity - from + to)
            : PositionOf(tail) == head ? 0
            : _capacity;
    }

    // How many slots from the index on, and not beyond the end, are there and have the stamp. ORDERING: relaxed; the caller's move, a full fence, comes
    // before it uses their values.
    private int CountStamps(long index, long stamp, int most)
    {
        int count = 0;
        while (count < most && index + count < _capacity)
        {
            ref Slot<T> slot = ref TryFindSlot(index + count, out bool isMade);
            if (!isMade || slot.Stamp.ReadRelaxed() != stamp)
                break;
            count++;
        }
        return count;
    }

    /// <summary>How one attempt to take a slot ended.</summary>
    private enum Attempt
    {
        Succeeded,

        /// <summary>Another thread took the slot first.</summary>
        Late,

        /// <summary>The slot has not come to where this operation could use it; or the position was out of date.</summary>
        Untimely,

        /// <summary>The tail has a mark.</summary>
        Barred,

        /// <summary>The part of the slot is not made.</summary>
        NoSlot,
    }
}
