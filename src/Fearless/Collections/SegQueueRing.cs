using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Collections;

/// <summary>A segment of a <see cref="SegQueue{T}"/>: a ring that is used over and over, until it is full once and closed for
/// good.</summary>
// SOURCE: Vyukov, "Bounded MPMC queue", 1024cores.net; closing a ring by a bit in its tail: Morrison and Afek, "Fast concurrent queues for
// x86 processors", PPoPP 2013, and dotnet/runtime ConcurrentQueueSegment.cs.
internal sealed class SegQueueRing<T>
{
    /// <summary>In the tail: no item is added any more.</summary>
    private const long Closed = 1L << 62;

    // Positions count the items from the first on. The slot of a position is its remainder by the length, and its stamp says whose turn it
    // is: the position of the push that may fill it; one more once it is filled, for the pop; one round more when it is empty again.
    // INVARIANT: head <= tail <= head + length.
    private CachePadded<AtomicLong> _head;
    private CachePadded<AtomicLong> _tail;
    private readonly Slot[] _slots;
    private AtomicRef<SegQueueRing<T>> _next;
    private long _start;

    /// <param name="length">A power of two, at least two.</param>
    public SegQueueRing(int length)
    {
        _slots = new Slot[length];
        for (int index = 0; index < length; index++)
            _slots[index].Stamp = new AtomicLong(index);
    }

    public int Length => _slots.Length;

    /// <summary>The ring behind this one, if there is one. This one is then closed.</summary>
    public SegQueueRing<T>? Next => _next.Read();

    /// <summary>How many items were taken from this ring and from those before it.</summary>
    public long Popped => _start + _head.Value.Read();

    /// <summary>How many items were added to this ring and to those before it.</summary>
    public long Pushed => _start + (_tail.Value.Read() & ~Closed);

    /// <summary>Closes this ring, and puts <paramref name="next"/> behind it, unless another is there already.</summary>
    /// <returns>The ring that is behind this one now.</returns>
    public SegQueueRing<T> Append(SegQueueRing<T> next)
    {
        // ORDERING: full fence. No push wins a position after it, so that all who close the ring find the same number of items in it; and
        // who sees a ring behind this one sees it closed.
        _tail.Value.Or(Closed);
        next._start = Pushed;
        return _next.CompareExchange(null, next) ?? next;
    }

    /// <summary>Adds an item. False when the ring was full, or is closed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPush(T item)
    {
        long tail = _tail.Value.ReadRelaxed();
        ref Slot slot = ref SlotAt(tail);
        // ORDERING: acquire, pairs with the release in Empty: the item that lay here before is taken out before this one is put in.
        if (slot.Stamp.Read() == tail && _tail.Value.CompareAndSet(tail, tail + 1))
        {
            slot.Fill(tail, item);
            return true;
        }
        return TryPushContended(item);
    }

    /// <summary>Takes the oldest item. False when the ring was empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPop([MaybeNullWhen(false)] out T item)
    {
        long head = _head.Value.ReadRelaxed();
        ref Slot slot = ref SlotAt(head);
        // Read before the compare-and-swap: what is read after it keeps the next one waiting.
        long nextPosition = head + _slots.Length;
        // ORDERING: acquire, pairs with the release in Fill: the item is seen with its stamp.
        if (slot.Stamp.Read() == head + 1 && _head.Value.CompareAndSet(head, head + 1))
        {
            item = slot.Empty(nextPosition);
            return true;
        }
        return TryPopContended(out item);
    }

    /// <summary>Takes up to half of the items, the oldest, in one step, and stages them in <paramref name="target"/>. None when the ring
    /// was empty.</summary>
    public int PopBatch(WorkDeque<T> target, int limit)
    {
        var backoff = default(Backoff);
        while (true)
        {
            long head = _head.Value.Read();
            // Read after the head, as in TryPopContended: every position between the two has been given to a push.
            long count = (_tail.Value.Read() & ~Closed) - head;
            if (count == 0)
                return 0;
            // Rounded up. What can fail comes first.
            int wanted = (int)Math.Min((count + 1) / 2, limit);
            target.Reserve(wanted);
            if (_head.Value.CompareAndSet(head, head + wanted))
            {
                for (int index = 0; index < wanted; index++)
                    target.Stage(index, TakeFilled(head + index));
                return wanted;
            }
            backoff.Spin();
        }
    }

    /// <summary>Takes the item of a position that this thread has won. The push that has won it fills it at once.</summary>
    private T TakeFilled(long position)
    {
        var backoff = default(Backoff);
        ref Slot slot = ref SlotAt(position);
        // ORDERING: acquire, as in TryPop.
        while (slot.Stamp.Read() != position + 1)
            backoff.Snooze();
        return slot.Empty(position + _slots.Length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryPushContended(T item)
    {
        var backoff = default(Backoff);
        while (true)
        {
            long tail = _tail.Value.Read();
            if ((tail & Closed) != 0)
                return false;
            ref Slot slot = ref SlotAt(tail);
            long ahead = slot.Stamp.Read() - tail;
            if (ahead == 0)
            {
                if (_tail.Value.CompareAndSet(tail, tail + 1))
                {
                    slot.Fill(tail, item);
                    return true;
                }
                backoff.Spin();
            }
            else if (ahead < 0)
            {
                // The item of the last round is there. Full, unless it is being taken at this moment. The head is read after the tail,
                // which is still this one if the head lags a round behind: the ring was full when the head was read.
                if (_head.Value.Read() + _slots.Length <= tail)
                    return false;
                backoff.Snooze();
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryPopContended([MaybeNullWhen(false)] out T item)
    {
        var backoff = default(Backoff);
        while (true)
        {
            long head = _head.Value.Read();
            ref Slot slot = ref SlotAt(head);
            long ahead = slot.Stamp.Read() - head;
            if (ahead == 1)
            {
                if (_head.Value.CompareAndSet(head, head + 1))
                {
                    item = slot.Empty(head + _slots.Length);
                    return true;
                }
                backoff.Spin();
            }
            else if (ahead <= 0)
            {
                // Nothing was written here in this round. Empty, unless a thread is about to. The tail is read after the head, which cannot
                // be ahead of it: if they are equal now, the head is still this one.
                if ((_tail.Value.Read() & ~Closed) == head)
                {
                    item = default;
                    return false;
                }
                backoff.Snooze();
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Slot SlotAt(long position)
    {
        Slot[] slots = _slots;
        return ref slots[(int)position & (slots.Length - 1)];
    }

    private struct Slot
    {
        public AtomicLong Stamp;
        private Checked<T> _item;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Fill(long position, T item)
        {
            _item.Write(item);
            // ORDERING: release, pairs with the acquire of the stamp in TryPop.
            Stamp.Write(position + 1);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Empty(long nextPosition)
        {
            T item = RuntimeHelpers.IsReferenceOrContainsReferences<T>() ? _item.Take() : _item.Read();
            // ORDERING: release, pairs with the acquire of the stamp in TryPush.
            Stamp.Write(nextPosition);
            return item;
        }
    }
}
