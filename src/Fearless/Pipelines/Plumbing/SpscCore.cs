using System.Diagnostics;
using System.Numerics;
using Fearless.Atomics;
using Fearless.Channels;
using Fearless.Sync;

namespace Fearless.Pipelines;

/// <summary>A channel between one thread that sends and one that receives: a ring without stamps, of which the receiver takes what is there
/// in one step.</summary>
/// <remarks>
/// <c>head</c> counts the values that were received, and only the receiver writes it. <c>tail</c> counts those that were sent, times two,
/// and the lowest bit says that the channel is closed; but for that bit only the sender changes it. INVARIANT: the slots from head to tail
/// are full and the receiver's, all others are empty and the sender's.
/// <para>Each side keeps what it last saw of the other, and looks again only when by that it could not go on; so the two touch each other's
/// line once for many values. A sender that waits for room is woken when half of it is free: woken for one value, it would wait again after
/// it. It is woken in any case, since whoever receives goes on until there is nothing left.</para>
/// <para><b>It grows.</b> Where it is full and a moment later empty, both sides have waited, and both waits cost more than the values in
/// between. Then there is room for twice as many from there on, up to the capacity. Where one side is always the slower one, or a value
/// takes its time, it stays as it was, for more room would hold more values and gain nothing.</para>
/// </remarks>
[DebuggerDisplay("{Count} of {Capacity}, disconnected: {IsDisconnected}")]
internal sealed class SpscCore<T> : BufferedCore<T>
{
    private const long Closed = 1;

    // Four milliseconds: some hundred times what waking two threads takes, and what a busy machine gives to others in between.
    // Models know no clock: there everything is quick.
    private static readonly long Quick = ModelBuild.IsActive ? long.MaxValue : Stopwatch.Frequency / 250;

    private readonly Checked<T>[] _slots;
    private readonly int _mask;
    private readonly int _capacity;
    private CachePadded<Receiving> _receiving;
    private CachePadded<Sending> _sending;

    /// <param name="capacity">How many values fit, at most.</param>
    /// <param name="room">How many fit at first.</param>
    public SpscCore(int capacity, int room)
    {
        _capacity = capacity;
        _receiving.Value.Room.WriteRelaxed(room);
        _sending.Value.KnownRoom = room;
        _slots = new Checked<T>[BitOperations.RoundUpToPowerOf2((uint)capacity)];
        _mask = _slots.Length - 1;
    }

    public override int? Capacity => _capacity;

    public override int Count
    {
        get
        {
            while (true)
            {
                long head = _receiving.Value.Head.Read();
                long tail = _sending.Value.Tail.Read();
                // The head was the same before and after, so both were so at the moment when the tail was read.
                if (_receiving.Value.Head.ReadRelaxed() == head)
                    return (int)((tail >> 1) - head);
            }
        }
    }

    public override bool IsEmpty
    {
        get
        {
            // ORDERING: acquire, so that the tail is not older than the head; nothing is read after it.
            long head = _receiving.Value.Head.Read();
            return _sending.Value.Tail.ReadRelaxed() >> 1 == head;
        }
    }

    public override bool IsFull
    {
        get
        {
            // ORDERING: acquire, so that the head is not older than the tail; nothing is read after it but a number that only grows.
            long tail = _sending.Value.Tail.Read() >> 1;
            return tail - _receiving.Value.Head.ReadRelaxed() >= _receiving.Value.Room.ReadRelaxed();
        }
    }

    public override bool IsDisconnected => (_sending.Value.Tail.Read() & Closed) != 0;

    public override SendResult TrySend(T value)
    {
        ref Sending sending = ref _sending.Value;
        long tail = sending.Tail.ReadRelaxed();
        if ((tail & Closed) != 0)
            return SendResult.Disconnected;
        long sent = tail >> 1;
        if (sent - sending.KnownHead >= sending.KnownRoom && !HasRoom(ref sending, sent))
            return SendResult.Full;
        ref Checked<T> slot = ref _slots[sent & _mask];
        slot.Write(value);
        // ORDERING: a full fence. It publishes the value, and stands between that and the look for waiting receivers. It fails only if the
        // channel was closed meanwhile, and then nobody has seen the value.
        if (!sending.Tail.CompareAndSet(tail, tail + 2))
        {
            slot.Write(default!);
            return SendResult.Disconnected;
        }
        WaitingReceivers.Notify();
        return SendResult.Sent;
    }

    public override ReceiveResult TryReceive(out T value)
    {
        ReceiveResult result = Look(out long head, out int count);
        if (count == 0)
        {
            value = default!;
            return result;
        }
        value = Take(head);
        Advance(head, 1);
        return ReceiveResult.Received;
    }

    public override ReceiveResult TryReceiveMany(Span<T> values, ref int received)
    {
        ReceiveResult result = Look(out long head, out int count);
        count = Math.Min(count, values.Length - received);
        if (count == 0)
            return result;
        for (long at = head; at < head + count; at++)
            values[received++] = Take(at);
        Advance(head, count);
        return ReceiveResult.Received;
    }

    protected override void Close() => _sending.Value.Tail.Or(Closed);

    private bool HasRoom(ref Sending sending, long sent)
    {
        // ORDERING: acquire; pairs with the receiver's exchange after it has taken the values.
        sending.KnownHead = _receiving.Value.Head.Read();
        sending.KnownRoom = _receiving.Value.Room.ReadRelaxed();
        if (sent - sending.KnownHead < sending.KnownRoom)
            return true;
        if (sending.FullSince.ReadRelaxed() == 0)
            sending.FullSince.WriteRelaxed(Stopwatch.GetTimestamp());
        return false;
    }

    private ReceiveResult Look(out long head, out int count)
    {
        head = _receiving.Value.Head.ReadRelaxed();
        // ORDERING: acquire; pairs with the sender's compare-and-swap after it has put the value in.
        long tail = _sending.Value.Tail.Read();
        count = (int)((tail >> 1) - head);
        if (count == 0)
            GrowIfTooShort();
        return count > 0 ? ReceiveResult.Received
            : (tail & Closed) != 0 ? ReceiveResult.Disconnected
            : ReceiveResult.Empty;
    }

    private T Take(long position) => _slots[position & _mask].Take();

    private void Advance(long head, int count)
    {
        // ORDERING: a full fence. The values are out before the sender may write, and it stands between the change and the look for a
        // waiting sender.
        _receiving.Value.Head.Exchange(head + count);
        // An old tail only makes the receiver notify earlier.
        if (WaitingSenders.Any && (_sending.Value.Tail.ReadRelaxed() >> 1) - head - count <= _receiving.Value.Room.ReadRelaxed() / 2)
            WaitingSenders.Notify();
    }

    // RACE: the sender may find the channel full again at the same moment; one chance to grow is then missed, or one is taken early. All
    // are numbers that publish nothing, and so relaxed: a slot is used by what is known of the head.
    private void GrowIfTooShort()
    {
        ref AtomicLong fullSince = ref _sending.Value.FullSince;
        long since = fullSince.ReadRelaxed();
        if (since == 0)
            return;
        fullSince.WriteRelaxed(0);
        ref AtomicInt room = ref _receiving.Value.Room;
        if (room.ReadRelaxed() < _capacity && Stopwatch.GetTimestamp() - since < Quick)
            room.WriteRelaxed(Math.Min(_capacity, 2 * room.ReadRelaxed()));
    }

    /// <summary>What the receiver writes.</summary>
    private struct Receiving
    {
        public AtomicLong Head;

        // How many values fit at the moment; it only grows.
        public AtomicInt Room;
    }

    /// <summary>What the sender writes.</summary>
    private struct Sending
    {
        public AtomicLong Tail;

        // When the sender first found the channel full after the receiver last found it empty; 0 if it has not.
        public AtomicLong FullSince;

        // The head and the room as the sender last saw them; not beyond what they are.
        public long KnownHead;
        public int KnownRoom;
    }
}
