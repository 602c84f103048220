using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Collections;

/// <summary>A queue with room for a fixed number of items, which any number of threads push to and pop from without a lock.</summary>
/// <remarks>
/// First in, first out. All memory is allocated by the constructor; after that no operation allocates. The capacity is exact, and need not
/// be a power of two. Where a full queue should make room rather than refuse, use <see cref="ForcePush"/>.
/// <para>Every operation takes effect at one instant: <see cref="TryPush"/> fails only if the queue was full, <see cref="TryPop"/> only if
/// it was empty, and <see cref="Count"/>, <see cref="IsEmpty"/> and <see cref="IsFull"/> are true of one moment. By the time that the
/// caller looks at the answer, other threads may have changed it.</para>
/// <para>Nothing blocks, and no operation fails for the activity of others. A thread that the system stops in the middle of an operation,
/// which takes nanoseconds, can make others wait for it where they need the very slot that it uses; they spin, then give up their time
/// slices. None of the user's code runs in between.</para>
/// <para><b>Memory ordering.</b> What happened before an item was pushed happens before the pop, or the eviction, that returns it
/// continues.</para>
/// <para>Items that nobody takes are not disposed, whatever they are: they are the owner's, as in the collections of .NET. To dispose them,
/// take them out first, by <see cref="Drain"/>.</para>
/// <para>It cannot be enumerated in place, since an item that is looked at may be taken at the same time; <see cref="Drain"/> takes what is
/// there.</para>
/// </remarks>
/// <typeparam name="T">The type of the items. References in items that were taken are not kept.</typeparam>
/// <example><code>
/// var queue = new ArrayQueue&lt;string&gt;(capacity: 2);
/// queue.TryPush("a");
/// queue.TryPush("b");
/// bool full = !queue.TryPush("c");
/// queue.ForcePush("c", out string? evicted);  // evicted is "a"
/// while (queue.TryPop(out string? item))
///     Console.WriteLine(item);
/// </code></example>
// SOURCE: Vyukov, "Bounded MPMC queue", 1024cores.net: the stamps. Exact capacities by stamps of lap and index: crossbeam-queue
// src/array_queue.rs.
[DebuggerDisplay("Count = {Count}, Capacity = {Capacity}")]
public sealed class ArrayQueue<T>
{
    // A stamp is a lap, and an index in the low bits. INVARIANT: head <= tail <= head + _oneLap, plus one for each ForcePush that has its
    // slot and not yet what lies in it. The README draws the states of a slot.
    private CachePadded<AtomicLong> _head;
    private CachePadded<AtomicLong> _tail;
    private readonly Slot[] _slots;
    private readonly long _oneLap;

    /// <summary>Creates an empty queue.</summary>
    /// <param name="capacity">How many items it has room for, at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than one, or more than an array can
    /// have.</exception>
    public ArrayQueue(int capacity)
    {
        if (capacity < 1 || capacity > Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(capacity), capacity, $"A queue has room for 1 to {Array.MaxLength} items. Use SegQueue<T> for one without a limit.");
        }
        _slots = new Slot[capacity];
        for (int index = 0; index < capacity; index++)
            _slots[index].Stamp = new AtomicLong(index);
        // Larger than the capacity: the stamp of a full slot, one more than that of an empty one, is then never the next slot's.
        _oneLap = (long)BitOperations.RoundUpToPowerOf2((ulong)capacity + 1);
    }

    /// <summary>How many items the queue has room for.</summary>
    public int Capacity => _slots.Length;

    /// <summary>How many items the queue held at one moment of the call.</summary>
    public int Count
    {
        get
        {
            while (true)
            {
                long tail = _tail.Value.Read();
                long head = _head.Value.Read();
                // The tail never returns to a value, so it was this one when the head was read.
                if (_tail.Value.Read() == tail)
                    return Math.Min(Distance(head, tail), Capacity);
            }
        }
    }

    /// <summary>Whether the queue held nothing at one moment of the call.</summary>
    public bool IsEmpty
    {
        get
        {
            // The head first: it can only have moved on since, and never past the tail.
            long head = _head.Value.Read();
            return _tail.Value.Read() == head;
        }
    }

    /// <summary>Whether the queue had no room left at one moment of the call.</summary>
    // Not by one look at each end: a queue whose oldest item is replaced in between would seem to have room.
    public bool IsFull => Count == Capacity;

    /// <summary>Adds <paramref name="item"/> at the end, if there is room.</summary>
    /// <param name="item">The item. It stays the caller's when the queue is full.</param>
    /// <returns>True when it was added; false when the queue was full.</returns>
    public bool TryPush(T item)
    {
        long tail = _tail.Value.ReadRelaxed();
        ref Slot slot = ref SlotAt(tail);
        // ORDERING: acquire, pairs with the release in Empty: the item that lay here before is taken out before this one is put in.
        if (slot.Stamp.Read() == tail && _tail.Value.CompareAndSet(tail, Next(tail)))
        {
            Fill(ref slot, tail, item);
            return true;
        }
        return TryPushContended(item);
    }

    private bool TryPushContended(T item)
    {
        var backoff = default(Backoff);
        while (true)
        {
            long tail = _tail.Value.Read();
            ref Slot slot = ref SlotAt(tail);
            long ahead = slot.Stamp.Read() - tail;
            if (ahead == 0)
            {
                if (_tail.Value.CompareAndSet(tail, Next(tail)))
                {
                    Fill(ref slot, tail, item);
                    return true;
                }
                backoff.Spin();
                continue;
            }

            if (ahead == 1 - _oneLap)
            {
                // The item of the last lap is there. Full, unless it is being taken at this moment. The head is read after the tail, which
                // is still this one if the head lags a lap behind: the queue was full when the head was read.
                if (_head.Value.Read() + _oneLap <= tail)
                    return false;
                backoff.Snooze();
            }
            else if (ahead < 0)
            {
                // A thread has this slot for the last lap, and has not written to it yet.
                backoff.Snooze();
            }
        }
    }

    /// <summary>Adds <paramref name="item"/> at the end; if the queue is full, the oldest item makes room.</summary>
    /// <remarks>The eviction and the addition are one step: no other thread finds the queue with less or more than what it has room
    /// for.</remarks>
    /// <param name="item">The item.</param>
    /// <param name="evicted">The item that made room. It is the caller's now: it was popped by nobody else.</param>
    /// <returns>True when an item was evicted; false when there was room.</returns>
    public bool ForcePush(T item, [MaybeNullWhen(false)] out T evicted)
    {
        var backoff = default(Backoff);
        long tail = _tail.Value.ReadRelaxed();
        while (true)
        {
            ref Slot slot = ref SlotAt(tail);
            long ahead = slot.Stamp.Read() - tail;
            if (ahead == 0 || ahead == 1 - _oneLap)
            {
                long seen = _tail.Value.CompareExchange(tail, Next(tail));
                if (seen == tail)
                {
                    if (ahead == 0)
                    {
                        Fill(ref slot, tail, item);
                        evicted = default;
                        return false;
                    }
                    return Replace(ref slot, tail, item, out evicted);
                }
                tail = seen;
                backoff.Spin();
                continue;
            }

            if (ahead < 0)
                backoff.Snooze();
            tail = _tail.Value.Read();
        }
    }

    /// <summary>Takes the oldest item, if there is one.</summary>
    /// <param name="item">The item, when true is returned.</param>
    /// <returns>True with an item; false when the queue was empty.</returns>
    public bool TryPop([MaybeNullWhen(false)] out T item)
    {
        long head = _head.Value.ReadRelaxed();
        ref Slot slot = ref SlotAt(head);
        // Read before the compare-and-swap: what is read after it keeps the next one waiting.
        long nextLap = head + _oneLap;
        // ORDERING: acquire, pairs with the release in Fill: the item is seen with its stamp.
        if (slot.Stamp.Read() == head + 1 && _head.Value.CompareAndSet(head, Next(head)))
        {
            item = Empty(ref slot, nextLap);
            return true;
        }
        return TryPopContended(out item);
    }

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
                if (_head.Value.CompareAndSet(head, Next(head)))
                {
                    item = Empty(ref slot, head + _oneLap);
                    return true;
                }
                backoff.Spin();
            }
            else if (ahead <= 0)
            {
                // Nothing was written here in this lap. Empty, unless a thread is about to. The tail is read after the head, which cannot
                // be ahead of it: if they are equal now, the head is still this one.
                if (_tail.Value.Read() == head)
                {
                    item = default;
                    return false;
                }
                backoff.Snooze();
            }
        }
    }

    /// <summary>Takes the items that are there, oldest first, one with each step of the enumeration, until it finds the queue
    /// empty.</summary>
    /// <remarks>Each item goes to one enumeration or one pop. Items that are pushed meanwhile are taken too; stopping early leaves the rest
    /// where it is. Allocates the enumerator.</remarks>
    /// <returns>The items, which are taken as they are enumerated.</returns>
    public IEnumerable<T> Drain()
    {
        while (TryPop(out T? item))
            yield return item;
    }

    /// <summary>Puts <paramref name="item"/> into a slot that this thread has: it won the tail, and the slot is empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill(ref Slot slot, long tail, T item)
    {
        slot.Item.Write(item);
        // ORDERING: release, pairs with the acquire in TryPop.
        slot.Stamp.Write(tail + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Empty(ref Slot slot, long nextLap)
    {
        T item = RuntimeHelpers.IsReferenceOrContainsReferences<T>() ? slot.Item.Take() : slot.Item.Read();
        // ORDERING: release, pairs with the acquire in TryPush: the slot is given away after the item is out.
        slot.Stamp.Write(nextLap);
        return item;
    }

    /// <summary>Puts <paramref name="item"/> into the slot of <paramref name="tail"/>, which this thread has won, in place of the item of
    /// the lap before. That one is evicted, or another thread has popped it.</summary>
    private bool Replace(ref Slot slot, long tail, T item, [MaybeNullWhen(false)] out T evicted)
    {
        var backoff = default(Backoff);
        long oldest = tail - _oneLap;
        while (true)
        {
            long head = _head.Value.Read();
            if (head == oldest)
            {
                // ORDERING: full fence; the item was seen with its stamp before the tail was won, and is this thread's alone from here on.
                if (!_head.Value.CompareAndSet(oldest, Next(oldest)))
                    continue;
                evicted = slot.Item.Read();
                Fill(ref slot, tail, item);
                return true;
            }

            if (head > oldest && slot.Stamp.Read() == tail)
            {
                Fill(ref slot, tail, item);
                evicted = default;
                return false;
            }
            // Others have items before this one to evict, or a pop has it in hand.
            backoff.Snooze();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Slot SlotAt(long stamp) => ref _slots[(int)(stamp & (_oneLap - 1))];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Next(long stamp)
    {
        long next = stamp + 1;
        return (next & (_oneLap - 1)) < _slots.Length ? next : (stamp | (_oneLap - 1)) + 1;
    }

    /// <summary>The number of slots from the one stamp to the other.</summary>
    private int Distance(long head, long tail)
    {
        long laps = (tail & -_oneLap) - (head & -_oneLap);
        long indices = (tail & (_oneLap - 1)) - (head & (_oneLap - 1));
        return (int)Math.Min((laps / _oneLap * Capacity) + indices, int.MaxValue);
    }

    private struct Slot
    {
        public AtomicLong Stamp;
        public Checked<T> Item;
    }
}
