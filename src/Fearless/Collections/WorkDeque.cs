using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless.Collections;

/// <summary>A work-stealing deque: its owner pushes and pops at the bottom (last
/// in, first out), thieves steal at the top (first in, first out).</summary>
/// <remarks>
/// Grows without bound and is never shrunk. Each item is handed out exactly once: to the owner by <see cref="TryPop"/> or to one thief by
/// <see cref="TrySteal"/>.
/// <para>SOURCE: Chase and Lev, "Dynamic circular work-stealing deque", SPAA 2005; orderings after Lê, Pop,
/// Cohen and Zappa Nardelli, "Correct and efficient work-stealing for weak memory models", PPoPP 2013,
/// figure 1. The garbage collector reclaims outgrown buffers, so a thief may go on reading one.</para>
/// </remarks>
[DebuggerDisplay("Count = {Count}")]
internal sealed class WorkDeque<T>
    where T : class
{
    // INVARIANT: Top only grows; Top <= Bottom whenever the owner is outside TryPop; items live at the indices [Top, Bottom).
    private WorkDequeIndices _indices;

    // Replaced by the owner only. INVARIANT: a power-of-two length, larger than Bottom - Top.
    private AtomicRef<AtomicRef<T>[]> _buffer;
    private readonly int _initialCapacity;

    /// <summary>Makes an empty deque with room for <paramref name="capacity"/> items, a power of two, before it first grows.</summary>
    public WorkDeque(int capacity = 64)
    {
        Debug.Assert(capacity > 0 && (capacity & (capacity - 1)) == 0, "The capacity is a power of two.");
        _initialCapacity = capacity;
        _buffer = new(new AtomicRef<T>[capacity]);
    }

    /// <summary>The number of items, exact for the owner when no thief is about; a hint for everyone else.</summary>
    public int Count => (int)Math.Max(0, _indices.Bottom.Read() - _indices.Top.Read());

    /// <summary>Whether there was nothing to take. Any thread.</summary>
    public bool IsEmpty => _indices.Bottom.Read() <= _indices.Top.Read();

    /// <summary>The index that the next item will get. Owner only.</summary>
    public long Bottom => _indices.Bottom.ReadRelaxed();

    /// <summary>Adds an item at the bottom. Owner only.</summary>
    public void Push(T item)
    {
        long bottom = _indices.Bottom.ReadRelaxed();
        // ORDERING: acquire, so that a slot seen as free was truly read by its thief before it is written again below.
        long top = _indices.Top.Read();
        AtomicRef<T>[] buffer = _buffer.ReadRelaxed()!;
        if (bottom - top >= buffer.Length)
            buffer = Grow(buffer, top, bottom);
        buffer[Slot(buffer, bottom)].WriteRelaxed(item);

        // ORDERING: release, pairs with the acquire of Bottom in TrySteal: a thief that sees the new bottom sees the item too.
        _indices.Bottom.Write(bottom + 1);
    }

    /// <summary>Takes the item pushed last. Owner only.</summary>
    public T? TryPop()
    {
        long bottom = _indices.Bottom.ReadRelaxed() - 1;
        AtomicRef<T>[] buffer = _buffer.ReadRelaxed()!;
        _indices.Bottom.WriteRelaxed(bottom);

        // ORDERING: full fence between the store of Bottom and the load of Top; pairs with the fence in TrySteal. Without it the owner and
        // a thief can both miss the other's index, and the last item is handed out twice.
        // SOURCE: Lê et al. 2013, figure 1, `take`.
        Fence.Full();
        long top = _indices.Top.ReadRelaxed();
        if (top > bottom)
        {
            _indices.Bottom.WriteRelaxed(bottom + 1);
            return null;
        }

        ref AtomicRef<T> slot = ref buffer[Slot(buffer, bottom)];
        T? item = slot.ReadRelaxed();
        if (top < bottom)
        {
            // More than one item: no thief reaches this slot any more, so it can let go of the item.
            slot.WriteRelaxed(null);
            return item;
        }

        // The last item: race the thieves for it.
        bool won = _indices.Top.CompareAndSet(top, top + 1);
        slot.WriteRelaxed(null);
        _indices.Bottom.WriteRelaxed(bottom + 1);
        return won ? item : null;
    }

    /// <summary>Takes the item pushed last out if it is <paramref name="item"/>, and leaves any other where it is. Owner only.</summary>
    public void DropIfNewest(T item)
    {
        // Never popped to be pushed again: a last item would get another index, and pass a place that someone has marked.
        long newest = _indices.Bottom.ReadRelaxed() - 1;
        AtomicRef<T>[] buffer = _buffer.ReadRelaxed()!;
        if (newest >= _indices.Top.Read() && ReferenceEquals(buffer[Slot(buffer, newest)].ReadRelaxed(), item))
            TryPop();
    }

    /// <summary>Takes the oldest item. Any thread. Null when there is none, or when another thread took it first.</summary>
    /// <param name="lost">Set when an item was there but another thread won it: worth another try.</param>
    public T? TrySteal(out bool lost) => TryStealFrom(0, default(Always), out lost);

    /// <summary>Takes the oldest item if its index is at least <paramref name="first"/>
    /// and <paramref name="condition"/> held once it was seen.</summary>
    /// <remarks>Since the condition is looked at between reading the item and
    /// winning it, the item was there while the condition held.</remarks>
    public T? TryStealFrom<TCondition>(long first, TCondition condition, out bool lost)
        where TCondition : struct, IStealCondition
    {
        lost = false;
        long top = _indices.Top.Read();

        // ORDERING: full fence between the load of Top and the load of Bottom; pairs with the fence in TryPop.
        Fence.Full();

        // ORDERING: acquire, pairs with the release in Push; the condition below is read after it.
        long bottom = _indices.Bottom.Read();
        if (top >= bottom || top < first)
            return null;

        // ORDERING: acquire of the buffer, pairs with the release in Grow: its slots were copied before it was published. An outgrown
        // buffer is as good: the owner never writes to it again, so the slot of `top` still holds the item if the CAS below succeeds.
        AtomicRef<T>[] buffer = _buffer.Read()!;
        T? item = buffer[Slot(buffer, top)].Read();
        if (!condition.Holds)
            return null;
        if (_indices.Top.CompareAndSet(top, top + 1))
            return item;
        lost = true;
        return null;
    }

    /// <summary>If empty, lets go of the items that were stolen, whose slots keep them
    /// reachable until written again, and of a buffer that has grown. Owner only.</summary>
    public void ClearWhenEmpty()
    {
        if (!IsEmpty)
            return;

        // RACE: a thief may still read a slot that is cleared here, or the old
        // buffer; Top has passed what it reads, so its CAS fails and it drops that.
        AtomicRef<T>[] buffer = _buffer.ReadRelaxed()!;
        if (buffer.Length > _initialCapacity)
            _buffer.Write(new AtomicRef<T>[_initialCapacity]);
        else
            Array.Clear(buffer);
    }

    private static int Slot(AtomicRef<T>[] buffer, long index) => (int)index & (buffer.Length - 1);

    private AtomicRef<T>[] Grow(AtomicRef<T>[] buffer, long top, long bottom)
    {
        var larger = new AtomicRef<T>[checked(buffer.Length * 2)];
        for (long index = top; index < bottom; index++)
            larger[Slot(larger, index)].WriteRelaxed(buffer[Slot(buffer, index)].ReadRelaxed());

        // ORDERING: release, pairs with the acquire of the buffer in TrySteal.
        _buffer.Write(larger);
        return larger;
    }

    private readonly struct Always : IStealCondition
    {
        public bool Holds => true;
    }
}
