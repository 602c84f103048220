using System.Diagnostics;

namespace Fearless.Collections;

/// <summary>Takes the oldest items of a <see cref="Worker{T}"/>, from any thread.</summary>
/// <remarks>Stealing one item takes a fixed number of steps and allocates nothing. What happened before the item was pushed happens before the
/// steal continues.</remarks>
/// <typeparam name="T">The type of the items.</typeparam>
/// <example><code>
/// var busy = Worker.CreateLifo&lt;int&gt;();
/// for (int item = 0; item &lt; 10; item++)
///     busy.Push(item);
///
/// // On another thread, with a worker of its own: half of them, the oldest.
/// var idle = Worker.CreateLifo&lt;int&gt;();
/// Steal&lt;int&gt; moved = busy.Stealer.StealBatch(idle);
/// </code></example>
[DebuggerDisplay("Count = {Count}")]
public sealed class Stealer<T>
{
    /// <summary>The most that a batch takes when the caller sets no limit.</summary>
    /// <remarks>SOURCE: crossbeam-deque src/deque.rs, MAX_BATCH.</remarks>
    internal const int UsualLimit = 32;

    private readonly WorkDeque<T> _deque;
    private readonly WorkerOrder _order;

    internal Stealer(WorkDeque<T> deque, WorkerOrder order)
    {
        _deque = deque;
        _order = order;
    }

    /// <summary>How many items there are, more or less: the owner and others may add and take some at the same time.</summary>
    public int Count => _deque.Count;

    /// <summary>Whether there was nothing to steal at one moment of the call.</summary>
    public bool IsEmpty => _deque.IsEmpty;

    /// <summary>Takes the oldest item.</summary>
    /// <returns>The item; <see cref="StealStatus.Empty"/> when there was none; <see cref="StealStatus.Retry"/> when another thread won it.</returns>
    public Steal<T> Steal() => _deque.TrySteal(out T? item) switch
    {
        StealStatus.Success => Steal<T>.Success(item!),
        StealStatus.Retry => Steal<T>.Retry,
        _ => Steal<T>.Empty,
    };

    /// <summary>Moves about half of the items, the oldest, to <paramref name="destination"/>. By the owner of the destination.</summary>
    /// <remarks>
    /// The destination pops them in the order in which the owner of this worker would have popped them, behind or before its own items as
    /// its own order has it. From a worker that is first in, first out the batch is taken in one step; from the other kind one by one, since
    /// its owner may take some meanwhile.
    /// <para>Stealing from oneself moves nothing.</para>
    /// </remarks>
    /// <param name="destination">The caller's worker.</param>
    /// <param name="limit">The most to move, at least one.</param>
    /// <returns>How many were moved, at least one; <see cref="StealStatus.Empty"/> when there was nothing; <see cref="StealStatus.Retry"/> when other
    /// threads were faster.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than one.</exception>
    public Steal<int> StealBatch(Worker<T> destination, int limit = UsualLimit)
    {
        Validate(destination, limit);
        if (destination.Deque == _deque)
            return destination.Count is var count and > 0 ? Steal<int>.Success(Math.Min(count, limit)) : Steal<int>.Empty;

        destination.Enter();
        try
        {
            StealStatus status = _deque.TryStealBatch(destination.Deque, limit, _order, out int moved);
            if (status == StealStatus.Success)
                destination.Deque.PublishStaged(moved, reversed: _order != destination.Order);
            return status switch
            {
                StealStatus.Success => Steal<int>.Success(moved),
                StealStatus.Retry => Steal<int>.Retry,
                _ => Steal<int>.Empty,
            };
        }
        finally
        {
            destination.Exit();
        }
    }

    /// <summary>Takes about half of the items, the oldest: one for the caller, the rest for <paramref name="destination"/>. By the owner of the
    /// destination.</summary>
    /// <remarks>As <see cref="StealBatch"/>, and the caller gets the item of the batch that would have been popped first. Stealing from oneself
    /// is a pop.</remarks>
    /// <param name="destination">The caller's worker.</param>
    /// <param name="limit">The most to take, the item for the caller among them, at least one.</param>
    /// <returns>The item; <see cref="StealStatus.Empty"/> when there was nothing; <see cref="StealStatus.Retry"/> when other threads were
    /// faster.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than one.</exception>
    public Steal<T> StealBatchAndPop(Worker<T> destination, int limit = UsualLimit)
    {
        Validate(destination, limit);
        if (destination.Deque == _deque)
            return destination.TryPop(out T? own) ? Steal<T>.Success(own) : Steal<T>.Empty;

        destination.Enter();
        try
        {
            Steal<T> stolen = Steal<T>.Empty;
            StealStatus status = _deque.TryStealBatch(destination.Deque, limit, _order, out int count);
            if (status == StealStatus.Retry)
                stolen = Steal<T>.Retry;
            else if (status == StealStatus.Success)
            {
                T first = destination.Deque.TakeStaged(_order == WorkerOrder.Fifo ? 0 : count - 1, count);
                destination.Deque.PublishStaged(count - 1, reversed: _order != destination.Order);
                stolen = Steal<T>.Success(first);
            }
            return stolen;
        }
        finally
        {
            destination.Exit();
        }
    }

    internal static void Validate(Worker<T> destination, int limit)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (limit < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(limit), limit, "A batch has at least one item. Leave the limit out for the usual one, 32.");
        }
    }
}
