using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Fearless.Atomics;

namespace Fearless.Collections;

/// <summary>A work-stealing deque: its owner pushes at the bottom and pops there, last in, first out, or else at the top, first in, first out;
/// thieves steal at the top.</summary>
/// <remarks>
/// Grows without bound. Each item is handed out exactly once, to the owner or to one thief. A deque is popped at one and the same end for all
/// its life.
/// <para>SOURCE: Chase and Lev, "Dynamic circular work-stealing deque", SPAA 2005; orderings after Lê, Pop,
/// Cohen and Zappa Nardelli, "Correct and efficient work-stealing for weak memory models", PPoPP 2013,
/// figure 1. The garbage collector reclaims outgrown buffers, so a thief may go on reading one.</para>
/// </remarks>
[DebuggerDisplay("Count = {Count}")]
internal sealed class WorkDeque<T>
{
    /// <summary>How many items there is room for before the deque first grows.</summary>
    /// <remarks>SOURCE: crossbeam-deque src/deque.rs, MIN_CAP.</remarks>
    public const int UsualLength = ModelBuild.IsActive ? 2 : 64;

    // INVARIANT: Top only grows; Top <= Bottom whenever the owner is outside TryPopNewest; items live at the indices [Top, Bottom).
    // INVARIANT: only the owner writes to slots. Bottom <= Cleared + length, so that an index from Cleared to Top has its slot for itself.
    private WorkDequeIndices _indices;

    // Replaced by the owner only. INVARIANT: a power-of-two length, at least Bottom - Top. Every item that lives is in the newest buffer.
    private AtomicRef<Tearable<T>[]> _buffer;
    private readonly int _firstLength;

    /// <summary>Makes an empty deque with room for <paramref name="capacity"/> items, a power of two, before it first grows.</summary>
    public WorkDeque(int capacity = UsualLength)
    {
        Debug.Assert(capacity > 0 && (capacity & (capacity - 1)) == 0, "The capacity is a power of two.");
        _firstLength = capacity;
        _buffer = new(new Tearable<T>[capacity]);
    }

    /// <summary>The number of items, exact for the owner when no thief is about; a hint for everyone else.</summary>
    public int Count
    {
        get
        {
            // ORDERING: acquire, as in IsEmpty.
            long top = _indices.Top.Read();
            return (int)Math.Clamp(_indices.Bottom.ReadRelaxed() - top, 0, int.MaxValue);
        }
    }

    /// <summary>Whether there was nothing to take at one moment. Any thread.</summary>
    public bool IsEmpty
    {
        get
        {
            // ORDERING: acquire, so that the top is read first: it can only have grown when the bottom is read. The other way round a push and a
            // steal in between look like less. The bottom orders nothing: who wants an item reads it again.
            long top = _indices.Top.Read();
            return _indices.Bottom.ReadRelaxed() <= top;
        }
    }

    /// <summary>The index that the next item will get. Owner only.</summary>
    public long Bottom => _indices.Bottom.ReadRelaxed();

    /// <summary>The length of the buffer. For tests.</summary>
    internal int Length => _buffer.ReadRelaxed()!.Length;

    /// <summary>Adds an item at the bottom. Owner only. Returns whether there was nothing before it.</summary>
    public bool Push(T item)
    {
        long bottom = _indices.Bottom.ReadRelaxed();
        // ORDERING: acquire, so that a slot seen as free was truly read by its thief before it is written again below.
        long top = _indices.Top.Read();
        Tearable<T>[] buffer = _buffer.ReadRelaxed()!;
        Tidy(buffer, top);
        if (bottom - top >= buffer.Length)
            buffer = Resize(buffer, top, bottom, checked(buffer.Length * 2));
        SlotAt(buffer, bottom).Write(item);

        // ORDERING: release, pairs with the acquire of Bottom in TrySteal: a thief that sees the new bottom sees the item too.
        _indices.Bottom.Write(bottom + 1);
        return bottom <= top;
    }

    /// <summary>Takes the item pushed last. Owner only.</summary>
    public bool TryPopNewest([MaybeNullWhen(false)] out T item)
    {
        long bottom = _indices.Bottom.ReadRelaxed() - 1;
        Tearable<T>[] buffer = _buffer.ReadRelaxed()!;
        // ORDERING: relaxed, like all that follow here: they publish no item. A thief that reads one of these values acquires the items below it all the
        // same, since Push released them by an earlier store of Bottom, and the stores of one thread to one place are seen in their order.
        _indices.Bottom.WriteRelaxed(bottom);

        // ORDERING: full fence between the store of Bottom and the load of Top; pairs with the compare-and-swaps of Top, which are full fences
        // too. A thief wins the index t only while Top is t. If the owner has taken t without a race, it read an older Top behind this fence,
        // so the fence came before the swap that made Top t; the thief read that, and then reads a Bottom that excludes t.
        // SOURCE: Lê et al. 2013, figure 1, `take`; they need a fence in `steal` too, as C11's swaps of Top are none.
        Fence.Full();
        long top = _indices.Top.ReadRelaxed();
        if (top > bottom)
        {
            _indices.Bottom.WriteRelaxed(bottom + 1);
            Tidy(buffer, top);
            item = default;
            return false;
        }

        ref Tearable<T> slot = ref SlotAt(buffer, bottom);
        item = slot.Read();
        if (top < bottom)
        {
            // More than one item: no thief reaches this slot any more, so it can let go of the item.
            Clear(ref slot);
            return true;
        }

        // The last item: race the thieves for it.
        bool won = _indices.Top.CompareAndSet(top, top + 1);
        Clear(ref slot);
        _indices.Bottom.WriteRelaxed(bottom + 1);
        if (!won)
            item = default;
        return won;
    }

    /// <summary>Takes the oldest item. Owner only, of a deque that is never popped at the other end.</summary>
    public bool TryPopOldest([MaybeNullWhen(false)] out T item)
    {
        // No fence, as there is in TrySteal: only this thread changes Bottom, so that it can only meet thieves, at Top.
        long bottom = _indices.Bottom.ReadRelaxed();
        Tearable<T>[] buffer = _buffer.ReadRelaxed()!;
        while (true)
        {
            long top = _indices.Top.Read();
            if (top >= bottom)
            {
                Tidy(buffer, top);
                item = default;
                return false;
            }
            ref Tearable<T> slot = ref SlotAt(buffer, top);
            item = slot.Read();
            if (_indices.Top.CompareAndSet(top, top + 1))
            {
                // RACE: a thief may read the slot still; Top has passed it, so its CAS fails and it drops what it read.
                Clear(ref slot);
                return true;
            }
        }
    }

    /// <summary>Takes the oldest item. Any thread.</summary>
    /// <returns><see cref="StealStatus.Retry"/> when an item was there but another thread won it.</returns>
    public StealStatus TrySteal([MaybeNull] out T item) => TryStealFrom(0, default(Always), out item);

    /// <summary>Takes the oldest item if its index is at least <paramref name="first"/>
    /// and <paramref name="condition"/> held once it was seen.</summary>
    /// <remarks>Since the condition is looked at between reading the item and
    /// winning it, the item was there while the condition held.</remarks>
    public StealStatus TryStealFrom<TCondition>(long first, TCondition condition, [MaybeNull] out T item)
        where TCondition : struct, IStealCondition
    {
        item = default;
        // ORDERING: acquire, pairs with the swap that stored it: Bottom is then no older than what the owner had stored when it read an older Top.
        long top = _indices.Top.Read();

        // ORDERING: acquire, pairs with the release in Push; the condition below is read after it.
        long bottom = _indices.Bottom.Read();
        if (top >= bottom || top < first)
            return StealStatus.Empty;

        // ORDERING: relaxed. It is a reference, so what is read through it is no older than its release in Resize, which copied the slots before. An
        // outgrown buffer is as good: the owner never writes to it again, so the slot of `top` still holds the item if the CAS below succeeds.
        T seen = SlotAt(_buffer.ReadRelaxed()!, top).Read();
        if (!condition.Holds)
            return StealStatus.Empty;
        if (!_indices.Top.CompareAndSet(top, top + 1))
            return StealStatus.Retry;
        item = seen;
        return StealStatus.Success;
    }

    /// <summary>Takes up to half of the items, the oldest, and puts them behind the items of <paramref name="target"/> in their order, where
    /// nobody sees them until <see cref="PublishStaged"/>. By the owner of the target, which is another deque.</summary>
    /// <param name="target">Where to put them.</param>
    /// <param name="limit">The most to take.</param>
    /// <param name="order">At which end this deque is popped.</param>
    /// <param name="count">How many were taken.</param>
    /// <returns><see cref="StealStatus.Retry"/> when there were items but others won them.</returns>
    public StealStatus TryStealBatch(WorkDeque<T> target, int limit, WorkerOrder order, out int count)
    {
        count = 0;
        // ORDERING: as in TryStealFrom.
        long top = _indices.Top.Read();
        long bottom = _indices.Bottom.Read();
        if (top >= bottom)
            return StealStatus.Empty;
        // Rounded up. What can fail comes first.
        int wanted = (int)Math.Min((bottom - top + 1) / 2, limit);
        target.Reserve(wanted);
        return order == WorkerOrder.Fifo
            ? TryStealAtOnce(target, top, wanted, out count)
            : TryStealOneByOne(target, wanted, out count);
    }

    /// <summary>Takes the item pushed last out if it is <paramref name="item"/>, and leaves any other where it is. Owner only.</summary>
    public void DropIfNewest(T item)
    {
        // Never popped to be pushed again: a last item would get another index, and pass a place that someone has marked.
        long newest = _indices.Bottom.ReadRelaxed() - 1;
        Tearable<T>[] buffer = _buffer.ReadRelaxed()!;
        // Relaxed: of an item that was stolen meanwhile, the pop finds that out.
        if (newest >= _indices.Top.ReadRelaxed() && EqualityComparer<T>.Default.Equals(SlotAt(buffer, newest).Read(), item))
            TryPopNewest(out _);
    }

    /// <summary>Makes room for <paramref name="count"/> items more. Owner only.</summary>
    public void Reserve(int count)
    {
        long bottom = _indices.Bottom.ReadRelaxed();
        long top = _indices.Top.Read();
        Tearable<T>[] buffer = _buffer.ReadRelaxed()!;
        Tidy(buffer, top);
        int length = buffer.Length;
        while (bottom - top + count > length)
            length = checked(length * 2);
        if (length > buffer.Length)
            Resize(buffer, top, bottom, length);
    }

    /// <summary>Puts an item where it will be the one of this index behind the last. Owner only, after <see cref="Reserve"/>.</summary>
    public void Stage(int index, T item) => Staged(index).Write(item);

    /// <summary>Takes an item of those that are staged, the first or the last; the others close up. Owner only.</summary>
    public T TakeStaged(int index, int count)
    {
        T item = Staged(index).Read();
        for (int behind = index + 1; behind < count; behind++)
            Stage(behind - 1, Staged(behind).Read());
        Clear(ref Staged(count - 1));
        return item;
    }

    /// <summary>Adds what was staged. Owner only.</summary>
    public void PublishStaged(int count, bool reversed)
    {
        for (int low = 0, high = count - 1; reversed && low < high; low++, high--)
        {
            T item = Staged(low).Read();
            Stage(low, Staged(high).Read());
            Stage(high, item);
        }
        // ORDERING: release, as in Push.
        _indices.Bottom.Write(_indices.Bottom.ReadRelaxed() + count);
    }

    /// <summary>Goes back to a buffer of half the length, if at most a quarter of this one is in use. Owner only.</summary>
    public void ShrinkIfSparse()
    {
        Tearable<T>[] buffer = _buffer.ReadRelaxed()!;
        // SOURCE: crossbeam-deque src/deque.rs, pop: halves below a quarter.
        if (buffer.Length > _firstLength && Count < buffer.Length / 4)
            TryShrink(buffer, buffer.Length / 2);
    }

    /// <summary>If empty, lets go of what was stolen, and goes back to the first length. Owner only.</summary>
    public void TrimWhenEmpty()
    {
        if (!IsEmpty)
            return;
        Tearable<T>[] buffer = _buffer.ReadRelaxed()!;
        Tidy(buffer, _indices.Top.Read());
        if (buffer.Length > _firstLength)
            TryShrink(buffer, _firstLength);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Tearable<T> SlotAt(Tearable<T>[] buffer, long index) => ref buffer[(int)index & (buffer.Length - 1)];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Clear(ref Tearable<T> slot)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            slot.Write(default!);
    }

    private ref Tearable<T> Staged(int index) => ref SlotAt(_buffer.ReadRelaxed()!, _indices.Bottom.ReadRelaxed() + index);

    /// <summary>Of a deque that is popped at the top as well, so that all who take meet there: one step moves Top past the whole batch.</summary>
    private StealStatus TryStealAtOnce(WorkDeque<T> target, long top, int wanted, out int count)
    {
        // ORDERING: as in TryStealFrom.
        Tearable<T>[] buffer = _buffer.ReadRelaxed()!;
        for (int index = 0; index < wanted; index++)
            target.Stage(index, SlotAt(buffer, top + index).Read());
        if (_indices.Top.CompareAndSet(top, top + wanted))
        {
            count = wanted;
            return StealStatus.Success;
        }
        for (int index = 0; index < wanted; index++)
            Clear(ref target.Staged(index));
        count = 0;
        return StealStatus.Retry;
    }

    /// <summary>Of a deque whose owner pops at the bottom, and meets thieves at the last item only: a step past several items could pass one
    /// that the owner has popped.</summary>
    private StealStatus TryStealOneByOne(WorkDeque<T> target, int wanted, out int count)
    {
        count = 0;
        StealStatus status = StealStatus.Success;
        while (count < wanted && (status = TrySteal(out T? item)) == StealStatus.Success)
            target.Stage(count++, item!);
        return count > 0 ? StealStatus.Success : status;
    }

    /// <summary>Lets go of the items that thieves took: their slots would keep them reachable until written again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Tidy(Tearable<T>[] buffer, long top)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>() && _indices.Cleared < top)
            ClearTaken(buffer, top);
    }

    private void ClearTaken(Tearable<T>[] buffer, long top)
    {
        // RACE: a thief may still read a slot that is cleared here; Top has passed it, so its CAS fails and it drops what it read.
        for (long index = _indices.Cleared; index < top; index++)
            SlotAt(buffer, index).Write(default!);
        _indices.Cleared = top;
    }

    private void TryShrink(Tearable<T>[] buffer, int length)
    {
        try
        {
            // Relaxed: no older than the one that the caller has read, and an older one copies more than it must, which fits.
            Resize(buffer, _indices.Top.ReadRelaxed(), _indices.Bottom.ReadRelaxed(), length);
        }
        catch (OutOfMemoryException)
        {
            // The larger buffer will do.
        }
    }

    private Tearable<T>[] Resize(Tearable<T>[] buffer, long top, long bottom, int length)
    {
        var resized = new Tearable<T>[length];
        for (long index = top; index < bottom; index++)
            SlotAt(resized, index).Write(SlotAt(buffer, index).Read());

        // ORDERING: release, pairs with the load of the buffer in TryStealFrom.
        _buffer.Write(resized);
        _indices.Cleared = top;
        return resized;
    }

    private readonly struct Always : IStealCondition
    {
        public bool Holds => true;
    }
}
