using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Fearless.Atomics;

namespace Fearless.Collections;

/// <summary>A queue that belongs to one thread, which adds and takes its items at the cost of plain memory, while others steal from the other
/// end: the queue of a scheduler's worker.</summary>
/// <remarks>
/// The owner pushes at one end. A worker that is last in, first out pops what it pushed last, whose data is still in the cache; one that is
/// first in, first out pops what it pushed first. Thieves always take the oldest item, by the worker's <see cref="Stealer"/>.
/// <para>One thread at a time owns a worker and calls <see cref="Push"/> and <see cref="TryPop"/>, and is the destination of batches that are
/// stolen. It may be handed from thread to thread, by something that orders them. Two threads at once corrupt it; debug builds of the
/// library throw an <see cref="InvalidOperationException"/> when they notice.</para>
/// <para>There is room for 64 items at first; it doubles when full, and halves when three quarters are empty. Apart from that nothing
/// allocates. Nothing blocks: pushing takes a fixed number of steps; popping the last item is a race with thieves, which either side may
/// win.</para>
/// <para>Items that nobody takes are not disposed, whatever they are: they are the owner's, as in the collections of .NET. To dispose them,
/// take them out first, by popping or stealing.</para>
/// <para><b>Memory ordering.</b> What happened before an item was pushed happens before the pop or the steal that returns it
/// continues.</para>
/// </remarks>
/// <typeparam name="T">The type of the items. References in items that were stolen are let go of with the owner's next push, or when it finds
/// the worker empty.</typeparam>
/// <example><code>
/// var worker = Worker.CreateFifo&lt;string&gt;();
/// Stealer&lt;string&gt; stealer = worker.Stealer;
/// worker.Push("a");
/// worker.Push("b");
/// worker.TryPop(out string? oldest);          // "a"
/// Steal&lt;string&gt; stolen = stealer.Steal();     // on any thread: "b"
/// </code></example>
[DebuggerDisplay("Count = {Count}, {Order}")]
public sealed class Worker<T>
{
    private readonly WorkDeque<T> _deque = new();
    private OwnerGuard _guard;

    internal Worker(WorkerOrder order)
    {
        Order = order;
        Stealer = new Stealer<T>(_deque, order);
    }

    /// <summary>What other threads steal with. Any number of them may share it.</summary>
    public Stealer<T> Stealer { get; }

    /// <summary>How many items there are. Exact unless somebody steals at the same time; for other threads than the owner, a hint.</summary>
    public int Count => _deque.Count;

    /// <summary>Whether there is no item. Exact when it says so to the owner; when it says that there is one, a thief may have it by
    /// now.</summary>
    public bool IsEmpty => _deque.IsEmpty;

    internal WorkDeque<T> Deque => _deque;

    internal WorkerOrder Order { get; }

    /// <summary>Adds <paramref name="item"/>. Owner only.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Whether there was nothing else. A scheduler then wakes someone; behind other items that was done before. It may also be true
    /// because thieves took what was there at this moment.</returns>
    public bool Push(T item)
    {
        Enter();
        try
        {
            return _deque.Push(item);
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>Takes the item pushed last, or first, as the worker was created. Owner only.</summary>
    /// <param name="item">The item, when true is returned.</param>
    /// <returns>True with an item; false when there was none, or a thief won the last one.</returns>
    public bool TryPop([MaybeNullWhen(false)] out T item)
    {
        Enter();
        bool popped = Order == WorkerOrder.Lifo ? _deque.TryPopNewest(out item) : _deque.TryPopOldest(out item);
        _deque.ShrinkIfSparse();
        Exit();
        return popped;
    }

    [Conditional("DEBUG")]
    internal void Enter() => _guard.Enter();

    [Conditional("DEBUG")]
    internal void Exit() => _guard.Exit();
}
