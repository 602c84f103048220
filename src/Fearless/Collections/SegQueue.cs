using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Fearless.Atomics;

namespace Fearless.Collections;

/// <summary>A queue without a limit, which any number of threads push to and pop from without a lock.</summary>
/// <remarks>
/// First in, first out. The items lie in a ring of slots that is used over and over, so that nothing is allocated while there is room. The
/// first ring, of 32 slots, is allocated with the first item. When a ring is full, one of twice the length takes over, up to 1,048,576
/// slots; the old one is left to the garbage collector as soon as it is empty. <see cref="TrimExcess"/> gives back what a burst has made
/// the queue allocate.
/// <para>Every operation takes effect at one instant: <see cref="TryPop"/> fails only if the queue was empty, and <see cref="Count"/> and
/// <see cref="IsEmpty"/> are true of one moment. By the time that the caller looks at the answer, other threads may have changed it.</para>
/// <para>Nothing blocks, and no operation fails for the activity of others. A thread that the system stops in the middle of an operation,
/// which takes nanoseconds, can make others wait for it where they need the very slot that it uses; they spin, then give up their time
/// slices. None of the user's code runs in between.</para>
/// <para><b>Memory ordering.</b> What happened before an item was pushed happens before the pop that returns it continues.</para>
/// <para>Items that nobody takes are not disposed, whatever they are: they are the owner's, as in the collections of .NET. To dispose them,
/// take them out first, by <see cref="Drain"/>.</para>
/// <para>It cannot be enumerated in place, since an item that is looked at may be taken at the same time; <see cref="Drain"/> takes what
/// is there.</para>
/// </remarks>
/// <typeparam name="T">The type of the items. References in items that were taken are not kept.</typeparam>
/// <example><code>
/// var queue = new SegQueue&lt;string&gt;();
/// queue.Push("a");
/// queue.Push("b");
/// while (queue.TryPop(out string? item))
///     Console.WriteLine(item);
/// </code></example>
[DebuggerDisplay("Count = {Count}")]
public sealed class SegQueue<T>
{
    // SOURCE: dotnet/runtime ConcurrentQueue.cs, InitialSegmentLength and MaxSegmentLength.
    private const int FirstLength = ModelBuild.IsActive ? 2 : 32;
    private const int MaxLength = ModelBuild.IsActive ? 4 : 1 << 20;

    // INVARIANT: items are popped from _head only, and _head goes on to the next ring only when it is closed and empty. Items are pushed to
    // _tail only, which is the one ring that may be open. Both are null until the first push.
    private AtomicRef<SegQueueRing<T>> _head;
    private AtomicRef<SegQueueRing<T>> _tail;

    /// <summary>Creates an empty queue. It allocates nothing more until the first item is pushed.</summary>
    public SegQueue()
    {
    }

    /// <summary>How many items the queue held at one moment of the call.</summary>
    public int Count
    {
        get
        {
            while (true)
            {
                if (_tail.Read() is not { } tail)
                    return 0;
                long pushed = tail.Pushed;
                long popped = _head.Read()?.Popped ?? 0;
                // A number of pushes never returns, and a ring neither: it was this one when the number of pops was read.
                if (_tail.Read() == tail && tail.Pushed == pushed)
                    return (int)Math.Min(pushed - popped, int.MaxValue);
            }
        }
    }

    /// <summary>Whether the queue held nothing at one moment of the call.</summary>
    public bool IsEmpty
    {
        get
        {
            // The pops first: there can only be more since, and never more than pushes.
            long popped = _head.Read()?.Popped ?? 0;
            return (_tail.Read()?.Pushed ?? 0) == popped;
        }
    }

    /// <summary>Adds <paramref name="item"/> at the end. Allocates when there is no room left; then only can it fail, and changes nothing if
    /// it does.</summary>
    /// <param name="item">The item.</param>
    public void Push(T item)
    {
        if (_tail.Read() is not { } tail || !tail.TryPush(item))
            PushToNew(item);
    }

    /// <summary>Takes the oldest item, if there is one.</summary>
    /// <param name="item">The item, when true is returned.</param>
    /// <returns>True with an item; false when the queue was empty.</returns>
    public bool TryPop([MaybeNullWhen(false)] out T item)
    {
        if (_head.Read() is { } head)
            return head.TryPop(out item) || (head.Next is not null && TryPopNext(out item));
        item = default;
        return false;
    }

    /// <summary>Takes the items that are there, oldest first, one with each step of the enumeration, until it finds the queue empty.</summary>
    /// <remarks>Each item goes to one enumeration or one pop. Items that are pushed meanwhile are taken too; stopping early leaves the rest
    /// where it is. Allocates the enumerator.</remarks>
    /// <returns>The items, which are taken as they are enumerated.</returns>
    public IEnumerable<T> Drain()
    {
        while (TryPop(out T? item))
            yield return item;
    }

    /// <summary>Gives back the memory that the queue does not need for as many items as it holds now.</summary>
    /// <remarks>The memory is free for collection when the items that lie in it have been taken. Does nothing if it would not save at least
    /// half.</remarks>
    public void TrimExcess()
    {
        if (_tail.Read() is not { } tail)
            return;
        int length = FirstLength;
        while (length < Count && length < MaxLength)
            length *= 2;
        if (length < tail.Length)
            Append(tail, length);
    }

    /// <summary>Takes up to half of the items, the oldest, and puts them in their order behind those of <paramref name="target"/>, where nobody
    /// sees them until they are published. By the owner of the target.</summary>
    /// <returns>How many; none when the queue was empty.</returns>
    internal int PopBatch(WorkDeque<T> target, int limit)
    {
        while (_head.Read() is { } head)
        {
            SegQueueRing<T>? next = head.Next;
            int count = head.PopBatch(target, limit);
            if (count > 0)
                return count;
            // As in TryPopNext.
            if (next is not null)
                _head.CompareAndSet(head, next);
            else if (head.Next is null)
                break;
        }
        return 0;
    }

    private void PushToNew(T item)
    {
        while (true)
        {
            SegQueueRing<T> tail = _tail.Read() ?? Start();
            if (tail.TryPush(item))
                return;
            Append(tail, Math.Min(tail.Length * 2, MaxLength));
        }
    }

    private SegQueueRing<T> Start()
    {
        var first = new SegQueueRing<T>(FirstLength);
        // ORDERING: the head before the tail, so that whoever finds an item in the tail finds the head. Others may have been faster with either.
        first = _head.CompareExchange(null, first) ?? first;
        return _tail.CompareExchange(null, first) ?? first;
    }

    /// <summary>Makes a ring behind <paramref name="tail"/> the tail.</summary>
    private void Append(SegQueueRing<T> tail, int length)
    {
        // RACE: others may do the same; one ring gets in, the rest is garbage. It is allocated before the tail is closed, since it may fail.
        SegQueueRing<T> next = tail.Next ?? tail.Append(new SegQueueRing<T>(length));
        _tail.CompareAndSet(tail, next);
    }

    private bool TryPopNext([MaybeNullWhen(false)] out T item)
    {
        while (true)
        {
            SegQueueRing<T> head = _head.Read()!;
            SegQueueRing<T>? next = head.Next;
            if (head.TryPop(out item))
                return true;
            // Empty with a ring behind it, and so closed, is empty for good. Without one, whether the whole queue was empty shows only now: a
            // ring that came since may have had items at that moment.
            if (next is not null)
                _head.CompareAndSet(head, next);
            else if (head.Next is null)
                return false;
        }
    }
}
