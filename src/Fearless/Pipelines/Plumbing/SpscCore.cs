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
/// </remarks>
[DebuggerDisplay("{Count} of {Capacity}, disconnected: {IsDisconnected}")]
internal sealed class SpscCore<T> : BufferedCore<T>
{
    private const long Closed = 1;

    private readonly Checked<T>[] _slots;
    private readonly int _mask;
    private readonly int _capacity;

    // So few values are left when a sender that waits for room is woken.
    private readonly int _enough;
    private CachePadded<Receiving> _receiving;
    private CachePadded<Sending> _sending;

    public SpscCore(int capacity)
    {
        _capacity = capacity;
        _enough = capacity / 2;
        _slots = new Checked<T>[BitOperations.RoundUpToPowerOf2((uint)capacity)];
        _mask = _slots.Length - 1;
    }

    public override int? Capacity => _capacity;

    public override int Count
    {
        get
        {
            // The head first: the tail, read later, is not behind it. It may have moved more than the capacity on meanwhile.
            long head = _receiving.Value.Head.Read();
            return (int)Math.Min(_capacity, (_sending.Value.Tail.Read() >> 1) - head);
        }
    }

    public override bool IsEmpty
    {
        get
        {
            long head = _receiving.Value.Head.Read();
            return _sending.Value.Tail.Read() >> 1 == head;
        }
    }

    public override bool IsFull
    {
        get
        {
            long tail = _sending.Value.Tail.Read() >> 1;
            return tail - _receiving.Value.Head.Read() >= _capacity;
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
        if (sent - sending.KnownHead == _capacity)
        {
            // ORDERING: acquire; pairs with the receiver's exchange after it has taken the values.
            sending.KnownHead = _receiving.Value.Head.Read();
            if (sent - sending.KnownHead == _capacity)
                return SendResult.Full;
        }
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

    private ReceiveResult Look(out long head, out int count)
    {
        head = _receiving.Value.Head.ReadRelaxed();
        // ORDERING: acquire; pairs with the sender's compare-and-swap after it has put the value in.
        long tail = _sending.Value.Tail.Read();
        count = (int)((tail >> 1) - head);
        return count > 0 ? ReceiveResult.Received
            : (tail & Closed) != 0 ? ReceiveResult.Disconnected
            : ReceiveResult.Empty;
    }

    private T Take(long position) => _slots[position & _mask].Take();

    private void Advance(long head, int count)
    {
        // ORDERING: a full fence. The values are out before the sender may write, and it stands between the change and the look for a waiting
        // sender.
        _receiving.Value.Head.Exchange(head + count);
        if (WaitingSenders.Any && (_sending.Value.Tail.Read() >> 1) - head - count <= _enough)
            WaitingSenders.Notify();
    }

    /// <summary>What the receiver writes.</summary>
    private struct Receiving
    {
        public AtomicLong Head;
    }

    /// <summary>What the sender writes.</summary>
    private struct Sending
    {
        public AtomicLong Tail;

        // The head as the sender last saw it; not beyond where it is.
        public long KnownHead;
    }
}
