using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>A latch that is set when its count reaches zero: once, for good. While it is above zero the count may also go up.</summary>
/// <remarks>
/// For work that starts more work: whoever holds one count may add more before giving up its own, so the count cannot reach zero too early.
/// <para>Waiting costs and behaves as with a <see cref="Latch"/>. Counting takes no
/// lock, blocks nobody and allocates nothing. Nothing has to be disposed.</para>
/// <para><b>Memory ordering.</b> Everything that happened before any <see cref="Decrement"/> happens before a wait returns successfully.
/// The count that reaches zero sets the latch: each decrement is a full fence on one word, so the last one has seen all others, and setting
/// the latch publishes what it has seen. No wake-up is lost: see <c>Sync/README.md</c>.</para>
/// </remarks>
/// <example><code>
/// var pending = new CountLatch(1);                    // one for the thread that hands out the work
/// foreach (string path in paths)
/// {
///     pending.Increment();
///     Enqueue(() =&gt; { try { Process(path); } finally { pending.Decrement(); } });
/// }
/// pending.Decrement();
/// pending.Wait();
/// </code></example>
[DebuggerDisplay("{Count}, set: {IsSet}")]
public sealed class CountLatch
{
    private readonly Latch _zero = new();
    private AtomicInt _count;

    /// <summary>Creates a latch that waits for <paramref name="count"/> decrements.</summary>
    /// <param name="count">The count to start with; with zero the latch is set from the start and stays so.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public CountLatch(int count)
    {
        if (count < 0)
            throw new ArgumentOutOfRangeException(
                nameof(count), count, "A latch cannot start below zero. Pass how many decrements it is to wait for, or zero for a latch that is set.");
        _count = new AtomicInt(count);
        if (count == 0)
            _zero.Set();
    }

    /// <summary>The count at some moment during the call. It may have changed when the caller looks at it.</summary>
    public int Count => _count.Read();

    /// <summary>Whether the latch is set. Never goes back to false; true as soon
    /// as the <see cref="Decrement"/> that reached zero has returned.</summary>
    public bool IsSet => _zero.IsSet;

    /// <summary>Adds <paramref name="amount"/> to the count. Only while it is above zero.</summary>
    /// <param name="amount">How much to add; at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="amount"/> is zero or negative.</exception>
    /// <exception cref="InvalidOperationException">The count is zero: the
    /// latch is set, or about to be, and whoever waited goes on.</exception>
    /// <exception cref="OverflowException">The count would exceed <see cref="int.MaxValue"/>.</exception>
    public void Increment(int amount = 1)
    {
        if (!TryIncrement(amount))
            throw new InvalidOperationException(
                "The count has reached zero, so the latch is set for good. Increment while a count is still held: start with one for the thread "
                + "that hands out the work, and let it decrement last; or use TryIncrement, or a new latch.");
    }

    /// <summary>Adds <paramref name="amount"/> to the count, unless it is zero.</summary>
    /// <param name="amount">How much to add; at least one.</param>
    /// <returns>True when it was added; false when the count is zero, where it stays.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="amount"/> is zero or negative.</exception>
    /// <exception cref="OverflowException">The count would exceed <see cref="int.MaxValue"/>.</exception>
    public bool TryIncrement(int amount = 1)
    {
        if (amount <= 0)
            throw new ArgumentOutOfRangeException(
                nameof(amount), amount, "Add at least one. To count down, call Decrement, which wakes those who wait at zero.");
        var backoff = new Backoff();
        while (true)
        {
            int count = _count.ReadRelaxed();
            if (count == 0)
                return false;
            if (count > int.MaxValue - amount)
                throw new OverflowException(
                    $"A count of {count} cannot grow by {amount}: it would exceed {int.MaxValue}. Count groups of work instead of single items.");
            if (_count.CompareAndSet(count, count + amount))
                return true;
            backoff.Spin();
        }
    }

    /// <summary>Takes one from the count, and sets the latch when that makes it zero.</summary>
    /// <returns>True for the one call that reached zero.</returns>
    /// <remarks>Never blocks. Reaching zero costs one step per waiter, as <see cref="Latch.Set"/> does.</remarks>
    /// <exception cref="InvalidOperationException">The count is zero: there were more decrements than counts.</exception>
    public bool Decrement()
    {
        var backoff = new Backoff();
        while (true)
        {
            int count = _count.ReadRelaxed();
            if (count == 0)
                throw new InvalidOperationException(
                    "The count is zero already: Decrement was called more often than counts were added. Call it once for each count, in a finally block.");
            // ORDERING: full fence; the decrements form one chain on this word, so the last one has everything that came before the others.
            if (_count.CompareAndSet(count, count - 1))
            {
                if (count > 1)
                    return false;
                _zero.Set();
                return true;
            }
            backoff.Spin();
        }
    }

    /// <inheritdoc cref="Latch.Wait(CancellationToken)"/>
    public void Wait(CancellationToken cancellationToken = default) => _zero.Wait(cancellationToken);

    /// <inheritdoc cref="Latch.Wait(TimeSpan, CancellationToken)"/>
    public bool Wait(TimeSpan timeout, CancellationToken cancellationToken = default) => _zero.Wait(timeout, cancellationToken);

    /// <inheritdoc cref="Latch.Wait(Deadline, CancellationToken)"/>
    public bool Wait(Deadline deadline, CancellationToken cancellationToken = default) => _zero.Wait(deadline, cancellationToken);

    /// <inheritdoc cref="Latch.WaitAsync(CancellationToken)"/>
    public Task WaitAsync(CancellationToken cancellationToken = default) => _zero.WaitAsync(cancellationToken);

    /// <inheritdoc cref="Latch.WaitAsync(TimeSpan, CancellationToken)"/>
    public Task<bool> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken = default) => _zero.WaitAsync(timeout, cancellationToken);

    /// <inheritdoc cref="Latch.WaitAsync(Deadline, CancellationToken)"/>
    public Task<bool> WaitAsync(Deadline deadline, CancellationToken cancellationToken = default) => _zero.WaitAsync(deadline, cancellationToken);
}
