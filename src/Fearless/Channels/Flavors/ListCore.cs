using System.Diagnostics;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>A channel without a limit: a list of blocks of slots.</summary>
/// <remarks>
/// <c>head</c> and <c>tail</c> count positions. Each lap of positions has one block, and one position more than slots: it stands for the
/// moment in
/// which the thread that used the last slot installs the next block.
/// <code>
///   head ──▶ block ──next──▶ block ──next──▶ block ◀── tail
/// </code>
/// The block of an end is written before its position enters the new lap, and a position never comes back. So a compare-and-swap on the
/// position
/// that succeeds proves that the block which was read after the position is its block. A slot's stamp carries the position, so a
/// receiver knows from the slot alone that there is a value, and never touches the senders' line while there is; and a block can be used
/// again
/// without cleaning it.
/// </remarks>
// SOURCE: crossbeam-channel/src/flavors/list.rs (positions, installing the next block). Stamps with positions instead of its flags replace
// the
// "has next" bit; the garbage collector replaces the protocol that decides who frees a block.
[DebuggerDisplay("{Count}, disconnected: {IsDisconnected}")]
internal sealed class ListCore<T> : BufferedCore<T>
{
    // In the tail only. Positions are above it.
    private const long Mark = 1;
    private const int Shift = 1;
    private const long OneStep = 1 << Shift;

    private CachePadded<End> _head;
    private CachePadded<End> _tail;

    // One block that was used up, kept for the next time.
    private AtomicRef<ListBlock<T>> _spare;

    public override int? Capacity => null;

    public override int Count
    {
        get
        {
            while (true)
            {
                long tail = _tail.Value.Position.Read();
                long head = _head.Value.Position.Read();
                // Both belong to one instant if the tail has not moved.
                if (_tail.Value.Position.Read() != tail)
                    continue;
                return (int)Math.Min(int.MaxValue, Values(tail >> Shift) - Values(head >> Shift));
            }
        }
    }

    public override bool IsEmpty
    {
        get
        {
            long head = _head.Value.Position.Read();
            return Values(_tail.Value.Position.Read() >> Shift) == Values(head >> Shift);
        }
    }

    public override bool IsFull => false;

    public override bool IsDisconnected => (_tail.Value.Position.Read() & Mark) != 0;

    public override SendResult TrySend(T value)
    {
        var peer = new LaggingPeer();
        ListBlock<T>? next = null;
        while (true)
        {
            // ORDERING: acquire; the block is read after the position, see the type's remarks.
            long tail = _tail.Value.Position.Read();
            if ((tail & Mark) != 0)
                return SendResult.Disconnected;
            long position = tail >> Shift;
            int offset = (int)((ulong)position % ListBlock<T>.Lap);
            if (offset == ListBlock<T>.Length)
            {
                // Another sender is installing the next block.
                peer.Wait();
                continue;
            }
            ListBlock<T> block = _tail.Value.Block.Read() ?? InstallFirst();
            // Before the slot is taken, since it may fail for want of memory.
            if (offset == ListBlock<T>.Length - 1)
                next ??= _spare.Exchange(null) ?? new ListBlock<T>();

            // ORDERING: a full fence between the move, which a waiting receiver looks for, and the look for waiting receivers below.
            if (!_tail.Value.Position.CompareAndSet(tail, tail + OneStep))
                continue;
            if (offset == ListBlock<T>.Length - 1)
            {
                _tail.Value.Block.Write(next);
                // Adds rather than writes: a disconnect may set the mark at the same time.
                _tail.Value.Position.Add(OneStep);
                block.Next.Write(next);
            }
            else if (next is not null)
            {
                // Another sender took the last slot first.
                _spare.CompareAndSet(null, next);
            }
            ref Slot<T> slot = ref block.Slots[offset];
            slot.Put(value);
            // ORDERING: release; publishes the value, and the next block with that of the last slot.
            slot.Stamp.Write(ListBlock<T>.Full(position));
            WaitingReceivers.Notify();
            return SendResult.Sent;
        }
    }

    public override ReceiveResult TryReceive(out T value)
    {
        var peer = new LaggingPeer();
        bool isFenced = false;
        while (true)
        {
            // ORDERING: acquire; the block is read after the position.
            long head = _head.Value.Position.Read();
            long position = head >> Shift;
            int offset = (int)((ulong)position % ListBlock<T>.Lap);
            ListBlock<T>? block = _head.Value.Block.Read();
            // ORDERING: acquire; pairs with the sender's write of the stamp after it has put the value in.
            if (offset != ListBlock<T>.Length && block is not null && block.Slots[offset].Stamp.Read() == ListBlock<T>.Full(position))
            {
                if (!_head.Value.Position.CompareAndSet(head, head + OneStep))
                    continue;
                value = Take(block, position, offset);
                return ReceiveResult.Received;
            }

            // ORDERING: the tail as it is now, not as it was before this call.
            if (!isFenced)
                Fence.Full();
            isFenced = true;
            long tail = _tail.Value.Position.Read();
            if (Values(tail >> Shift) == Values(position))
            {
                value = default!;
                return (tail & Mark) != 0 ? ReceiveResult.Disconnected : ReceiveResult.Empty;
            }
            // A sender is putting the value in, or a receiver is installing the next block; or the head was out of date.
            peer.Wait();
        }
    }

    // ORDERING: a full fence. A sender's compare-and-swap either came before it, and its value is received or disposed; or it fails,
    // because
    // the tail has changed, and then the sender sees the mark.
    protected override void Close() => _tail.Value.Position.Or(Mark);

    // The number of values before a position: one position of each lap holds none.
    private static long Values(long position)
    {
        (ulong laps, ulong offset) = Math.DivRem((ulong)position, ListBlock<T>.Lap);
        return (long)(laps * ListBlock<T>.Length) + Math.Min((long)offset, ListBlock<T>.Length);
    }

    private T Take(ListBlock<T> block, long position, int offset)
    {
        if (offset == ListBlock<T>.Length - 1)
        {
            // The sender wrote it before it published the value that was just found.
            _head.Value.Block.Write(block.Next.Read());
            _head.Value.Position.Add(OneStep);
        }
        ref Slot<T> slot = ref block.Slots[offset];
        T value = slot.Take();
        // ORDERING: release; whoever uses the block again writes after this value was read.
        slot.Stamp.Write(ListBlock<T>.Read(position));
        if (offset == ListBlock<T>.Length - 1)
            Recycle(block, position);
        return value;
    }

    // RACE: other receivers may still be reading earlier slots. The block is then left to the collector.
    private void Recycle(ListBlock<T> block, long last)
    {
        if (_spare.ReadRelaxed() is not null)
            return;
        for (int offset = 0; offset < ListBlock<T>.Length; offset++)
        {
            long position = last - (ListBlock<T>.Length - 1) + offset;
            // ORDERING: acquire; pairs with the write of the stamp after the value was taken.
            if (block.Slots[offset].Stamp.Read() != ListBlock<T>.Read(position))
                return;
        }
        block.Next.Write(null);
        _spare.CompareAndSet(null, block);
    }

    private ListBlock<T> InstallFirst()
    {
        var first = new ListBlock<T>();
        ListBlock<T>? before = _tail.Value.Block.CompareExchange(null, first);
        if (before is not null)
            return before;
        // RACE: a receiver that finds none yet, although a value was sent, waits for this write.
        _head.Value.Block.Write(first);
        return first;
    }

    private struct End
    {
        public AtomicLong Position;
        public AtomicRef<ListBlock<T>> Block;
    }
}
