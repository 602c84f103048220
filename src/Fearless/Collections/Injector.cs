using System.Diagnostics;

namespace Fearless.Collections;

/// <summary>The queue through which work comes into a scheduler from outside: any thread pushes, and workers steal, one item or a
/// batch.</summary>
/// <remarks>
/// First in, first out. It is a <see cref="SegQueue{T}"/> that speaks the language of <see cref="Stealer{T}"/>, and allocates, fails and orders
/// memory as that does. Unlike a stealer it never advises to retry: it does so itself, since somebody else's success leaves the other items
/// to steal.
/// <para>Items that nobody takes are not disposed, whatever they are: they are the owner's, as in the collections of .NET. To dispose them,
/// take them out first, by stealing.</para>
/// </remarks>
/// <typeparam name="T">The type of the items. References in items that were stolen are not kept.</typeparam>
/// <example><code>
/// var injector = new Injector&lt;string&gt;();
/// injector.Push("a");
/// injector.Push("b");
/// injector.Push("c");
///
/// var worker = Worker.CreateFifo&lt;string&gt;();
/// Steal&lt;string&gt; first = injector.StealBatchAndPop(worker);   // "a", and "b" is the worker's now
/// </code></example>
[DebuggerDisplay("Count = {Count}")]
public sealed class Injector<T>
{
    private readonly SegQueue<T> _queue = new();

    /// <summary>How many items it held at one moment of the call.</summary>
    public int Count => _queue.Count;

    /// <summary>Whether it held nothing at one moment of the call.</summary>
    public bool IsEmpty => _queue.IsEmpty;

    /// <summary>Adds <paramref name="item"/> at the end. Allocates when there is no room left; then only can it fail, and changes nothing if
    /// it does.</summary>
    /// <param name="item">The item.</param>
    public void Push(T item) => _queue.Push(item);

    /// <summary>Takes the oldest item.</summary>
    /// <returns>The item, or <see cref="StealStatus.Empty"/> when there was none at one moment of the call.</returns>
    public Steal<T> Steal() => _queue.TryPop(out T? item) ? Steal<T>.Success(item) : Steal<T>.Empty;

    /// <summary>Moves about half of the items, the oldest, to <paramref name="destination"/>. By the owner of the destination.</summary>
    /// <remarks>The destination pops the oldest of them first, behind or before its own items as its own order has it. The batch is taken in
    /// one step. It may be smaller than half where the queue has been growing.</remarks>
    /// <param name="destination">The caller's worker.</param>
    /// <param name="limit">The most to move, at least one.</param>
    /// <returns>How many were moved, at least one; <see cref="StealStatus.Empty"/> when there was nothing at one moment of the call.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than one.</exception>
    public Steal<int> StealBatch(Worker<T> destination, int limit = Stealer<T>.UsualLimit)
    {
        Stealer<T>.Validate(destination, limit);
        destination.Enter();
        try
        {
            int moved = _queue.PopBatch(destination.Deque, limit);
            destination.Deque.PublishStaged(moved, reversed: destination.Order == WorkerOrder.Lifo);
            return moved > 0 ? Steal<int>.Success(moved) : Steal<int>.Empty;
        }
        finally
        {
            destination.Exit();
        }
    }

    /// <summary>Takes about half of the items, the oldest: the first for the caller, the rest for <paramref name="destination"/>. By the owner of
    /// the destination.</summary>
    /// <remarks>As <see cref="StealBatch"/>.</remarks>
    /// <param name="destination">The caller's worker.</param>
    /// <param name="limit">The most to take, the item for the caller among them, at least one.</param>
    /// <returns>The oldest item, or <see cref="StealStatus.Empty"/> when there was nothing at one moment of the call.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than one.</exception>
    public Steal<T> StealBatchAndPop(Worker<T> destination, int limit = Stealer<T>.UsualLimit)
    {
        Stealer<T>.Validate(destination, limit);
        destination.Enter();
        try
        {
            Steal<T> stolen = Steal<T>.Empty;
            int count = _queue.PopBatch(destination.Deque, limit);
            if (count > 0)
            {
                stolen = Steal<T>.Success(destination.Deque.TakeStaged(0, count));
                destination.Deque.PublishStaged(count - 1, reversed: destination.Order == WorkerOrder.Lifo);
            }
            return stolen;
        }
        finally
        {
            destination.Exit();
        }
    }
}
