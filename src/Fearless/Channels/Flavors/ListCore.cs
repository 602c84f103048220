using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>A channel without a limit: a list of blocks of slots.</summary>
/// <remarks>
/// <c>head</c> and <c>tail</c> count values. Whoever uses the last slot of a block installs the next one; until it has, a mark keeps others
/// out of that end.
/// <code>
///   head ──▶ block ──next──▶ block ──next──▶ block ◀── tail
///   position:  │ how many values ........................ │ installing │ disconnected (in the tail only) │
/// </code>
/// The block of an end is written before the mark is taken away, and a position never comes back. So a block that is read after a position
/// is the block of that position or a later one; the later one begins behind the position, which shows. And if a compare-and-swap on the
/// position succeeds, nothing has changed since it was read. A slot's stamp carries the position, so a receiver knows from the slot alone
/// that there is a value, and never touches the senders' line while there is; and a block can be used again without cleaning it.
/// <para>References to blocks are read relaxed: nothing is read after one but what lies in the block, which .NET orders by itself.</para>
/// </remarks>
// SOURCE: crossbeam-channel/src/flavors/list.rs (positions, installing the next block). Stamps with positions instead of its flags replace
// the "has next" bit; the mark replaces its position without a slot, so that blocks may differ in length; the garbage collector replaces
// the protocol that decides who frees a block.
[DebuggerDisplay("{Count}, disconnected: {IsDisconnected}")]
internal sealed class ListCore<T> : BufferedCore<T>
{
    private const long Mark = 1;
    private const long Installing = 2;
    private const int Shift = 2;
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
                if (_tail.Value.Position.Read() == tail)
                    return (int)Math.Min(int.MaxValue, (tail >> Shift) - (head >> Shift));
            }
        }
    }

    public override bool IsEmpty
    {
        get
        {
            long head = _head.Value.Position.Read();
            return _tail.Value.Position.Read() >> Shift == head >> Shift;
        }
    }

    public override bool IsFull => false;

    public override bool IsDisconnected => (_tail.Value.Position.Read() & Mark) != 0;

    public override SendResult TrySend(T value)
    {
        // Nearly all calls succeed with this attempt. What others need has a method of its own, or this would lie in memory and not in
        // registers.
        long tail = _tail.Value.Position.Guess();
        if ((tail & (Mark | Installing)) == 0 && _tail.Value.Block.ReadRelaxed() is { } block)
        {
            long position = tail >> Shift;
            long offset = position - block.Start.ReadRelaxed();
            Slot<T>[] slots = block.Slots;
            // Not the last slot: whoever takes that has more to do. Of another block than that of the position the offset is outside, even
            // when it is read before the position, or when its start is out of date. ORDERING: as in TrySendMany.
            if ((ulong)offset < (ulong)(slots.Length - 1) && _tail.Value.Position.TryMove(tail, tail + OneStep))
            {
                Fill(ref slots[offset], position, value);
                WaitingReceivers.Notify();
                return SendResult.Sent;
            }
        }
        return TrySendAgain(value);
    }

    public override SendResult TrySendMany(ReadOnlySpan<T> values, ref int sent)
    {
        var peer = new LaggingPeer();
        ListBlock<T>? next = null;
        SendResult result = SendResult.Sent;
        while (sent < values.Length && result == SendResult.Sent)
        {
            // ORDERING: acquire; the block is read after the position, see the type's remarks.
            long tail = _tail.Value.Position.Read();
            if ((tail & (Mark | Installing)) != 0)
            {
                if ((tail & Mark) != 0)
                    result = SendResult.Disconnected;
                else
                    peer.Wait();
                continue;
            }
            long position = tail >> Shift;
            ListBlock<T> block = _tail.Value.Block.ReadRelaxed() ?? InstallFirst();
            long offset = position - block.Start.ReadRelaxed();
            Slot<T>[] slots = block.Slots;
            if ((ulong)offset >= (ulong)slots.Length)
                continue;
            // All slots of the block that are still free, or as many as there are values.
            int count = (int)Math.Min(values.Length - sent, slots.Length - offset);
            // Before they are taken, since it may fail for want of memory.
            if (offset + count == slots.Length)
                next ??= _spare.Exchange(null) ?? block.CreateNext();

            // ORDERING: a full fence between the move, which a waiting receiver looks for, and the look for waiting receivers below.
            if (!_tail.Value.Position.TryMove(tail, Moved(tail, count, slots.Length - offset)))
            {
                peer.LoseRace();
                continue;
            }
            if (offset + count == slots.Length)
            {
                Install(block, next!, position + count);
                next = null;
            }
            for (int i = 0; i < count; i++)
                Fill(ref slots[offset + i], position + i, values[sent++]);
            NotifyReceivers(count);
        }
        if (next is not null)
            Keep(next);
        return result;
    }

    public override ReceiveResult TryReceive(out T value) => TryReceive(out value, isFenced: false);

    public override ReceiveResult TryReceiveFenced(out T value) => TryReceive(out value, isFenced: true);

    public override ReceiveResult TryReceiveMany(Span<T> values, ref int received)
    {
        while (received < values.Length)
        {
            // As in TryReceive, for all slots of the block that have values.
            long head = _head.Value.Position.Read();
            long position = head >> Shift;
            ListBlock<T>? block = _head.Value.Block.ReadRelaxed();
            int count = block is null || (head & Installing) != 0 ? 0 : CountFull(block, position, values.Length - received);
            if (count == 0)
            {
                ReceiveResult result = TryReceive(out T value);
                if (result != ReceiveResult.Received)
                    return result;
                values[received++] = value;
                continue;
            }
            long offset = position - block!.Start.ReadRelaxed();
            if (!_head.Value.Position.TryMove(head, Moved(head, count, block.Slots.Length - offset)))
                continue;
            for (int i = 0; i < count; i++)
                values[received++] = Take(block, position + i, offset + i);
        }
        return ReceiveResult.Received;
    }

    // There is always room.
    public override SendResult TryReserve() => IsDisconnected ? SendResult.Disconnected : SendResult.Sent;

    // ORDERING: a full fence. A sender's compare-and-swap either came before it, and its value is received or disposed; or it fails,
    // because the tail has changed, and then the sender sees the mark.
    protected override void Close() => _tail.Value.Position.Or(Mark);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private SendResult TrySendAgain(T value)
    {
        int sent = 0;
        return TrySendMany(new ReadOnlySpan<T>(in value), ref sent);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReceiveResult TryReceive(out T value, bool isFenced)
    {
        // As in TrySend.
        long head = _head.Value.Position.Guess();
        if ((head & Installing) == 0 && _head.Value.Block.ReadRelaxed() is { } block)
        {
            long position = head >> Shift;
            long offset = position - block.Start.ReadRelaxed();
            Slot<T>[] slots = block.Slots;
            // ORDERING: as in TryReceiveAgain.
            if ((ulong)offset < (ulong)(slots.Length - 1) && slots[offset].Stamp.ReadRelaxed() == ListBlock<T>.Full(position)
                && _head.Value.Position.TryMove(head, head + OneStep))
            {
                value = Empty(ref slots[offset], position);
                return ReceiveResult.Received;
            }
        }
        return TryReceiveAgain(out value, isFenced);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReceiveResult TryReceiveAgain(out T value, bool isFenced)
    {
        var peer = new LaggingPeer();
        while (true)
        {
            // ORDERING: acquire; the block is read after the position.
            long head = _head.Value.Position.Read();
            long position = head >> Shift;
            ListBlock<T>? block = _head.Value.Block.ReadRelaxed();
            if (block is not null && (head & Installing) == 0)
            {
                long offset = position - block.Start.ReadRelaxed();
                Slot<T>[] slots = block.Slots;
                if ((ulong)offset < (ulong)slots.Length && slots[offset].Stamp.ReadRelaxed() == ListBlock<T>.Full(position))
                {
                    // ORDERING: a full fence between the stamp, which a sender wrote after it had put the value in and hung on the next
                    // block, and both of these.
                    if (!_head.Value.Position.TryMove(head, Moved(head, 1, slots.Length - offset)))
                    {
                        peer.LoseRace();
                        continue;
                    }
                    value = Take(block, position, offset);
                    return ReceiveResult.Received;
                }
            }

            // ORDERING: the tail as it is now, not as it was before this call.
            if (!isFenced)
                Fence.Full();
            isFenced = true;
            long tail = _tail.Value.Position.Read();
            if (tail >> Shift == position)
            {
                value = default!;
                return (tail & Mark) != 0 ? ReceiveResult.Disconnected : ReceiveResult.Empty;
            }
            // A sender is putting the value in, or a receiver is installing the next block; or the head was out of date.
            peer.Wait();
        }
    }

    // The position after so many values, of which the block has room for so many.
    private static long Moved(long position, int count, long room) => position + (count * OneStep) + (count == room ? Installing : 0);

    // ORDERING: relaxed; the caller's move, a full fence, comes before it uses the values.
    private static int CountFull(ListBlock<T> block, long position, int most)
    {
        long offset = position - block.Start.ReadRelaxed();
        Slot<T>[] slots = block.Slots;
        int count = 0;
        while (count < most && (ulong)(offset + count) < (ulong)slots.Length
            && slots[offset + count].Stamp.ReadRelaxed() == ListBlock<T>.Full(position + count))
        {
            count++;
        }
        return count;
    }

    // By the sender that has taken the last slot, and keeps others out.
    private void Install(ListBlock<T> block, ListBlock<T> next, long start)
    {
        next.Start.WriteRelaxed(start);
        // ORDERING: release; publishes the start.
        _tail.Value.Block.Write(next);
        // Adds rather than writes: a disconnect may set the mark at the same time.
        _tail.Value.Position.Add(-Installing);
        block.Next.Write(next);
    }

    // By whoever has moved the head beyond the slot.
    private T Take(ListBlock<T> block, long position, long offset)
    {
        bool isLast = offset == block.Slots.Length - 1;
        if (isLast)
        {
            // The sender wrote it before it published the value that was just found.
            ListBlock<T> next = block.Next.ReadRelaxed()!;
            // Nobody else reads it. A block that is old, and dead, would keep the younger ones after it.
            block.Next.Write(null);
            _head.Value.Block.Write(next);
            _head.Value.Position.Add(-Installing);
        }
        T value = Empty(ref block.Slots[offset], position);
        if (isLast)
            Recycle(block, position);
        return value;
    }

    // By whoever has moved the tail beyond the slot.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill(ref Slot<T> slot, long position, T value)
    {
        slot.Put(value);
        // ORDERING: release; publishes the value, and the next block with that of the last slot.
        slot.Stamp.Write(ListBlock<T>.Full(position));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Empty(ref Slot<T> slot, long position)
    {
        T value = slot.Take();
        // ORDERING: release; whoever uses the block again writes after this value was read.
        slot.Stamp.Write(ListBlock<T>.Read(position));
        return value;
    }

    // RACE: other receivers may still be reading earlier slots. The block is then left to the collector.
    private void Recycle(ListBlock<T> block, long last)
    {
        if (_spare.ReadRelaxed() is not null)
            return;
        long start = block.Start.ReadRelaxed();
        for (long position = last; position >= start; position--)
        {
            if (block.Slots[position - start].Stamp.ReadRelaxed() != ListBlock<T>.Read(position))
                return;
        }
        Keep(block);
    }

    // ORDERING: a full fence between the stamps, written after the values were taken, and whoever uses the block again.
    private void Keep(ListBlock<T> block) => _spare.CompareAndSet(null, block);

    private ListBlock<T> InstallFirst()
    {
        var first = new ListBlock<T>(ListBlock<T>.FirstLength);
        ListBlock<T>? before = _tail.Value.Block.CompareExchange(null, first);
        if (before is not null)
            return before;
        // RACE: a receiver that finds none yet, although a value was sent, waits for this write.
        _head.Value.Block.Write(first);
        return first;
    }

    private struct End
    {
        public GuessedPosition Position;
        public AtomicRef<ListBlock<T>> Block;
    }
}
