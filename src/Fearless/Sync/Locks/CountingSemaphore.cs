using System.Diagnostics;

namespace Fearless.Sync;

/// <summary>A number of permits, which threads and tasks hold while they do what not too many may do at once.</summary>
/// <remarks>
/// Threads block and tasks wait in one queue, and <b>are served in the order in which they came</b>: nobody is served past one that waits, not even if
/// there were permits enough for it. So a request for many is not starved by requests for few. It waits, and all behind it, until so many have
/// been given back. The price is that a permit waits for the one that has it next to wake: where a thread comes back for it at once, again and again,
/// while others wait, each time costs such a wake, which <see cref="Mutex{T}"/> avoids.
/// <para>A cancellation or a timeout and the permits that come at the same time exclude each other: they are held and returned, or they are left
/// to the next. When the one that gives up kept those behind it waiting, they go on. Permits that were returned and are never disposed are never
/// given back.</para>
/// <para>Holding a permit and giving it back costs five atomic operations and allocates nothing, and neither does waiting for it: what up to 33
/// tasks need that wait at the same time is kept, and a small object for each permit that is held at the same time. There is nothing to
/// dispose.</para>
/// <para><b>Memory ordering.</b> What happened before permits were given back or added happens before they are held by anybody later.</para>
/// </remarks>
/// <example><code>
/// var connections = new CountingSemaphore(4);
///
/// using (SemaphorePermit permit = connections.Acquire())
///     Serve();
///
/// // All four: nobody is connected meanwhile.
/// if (connections.TryAcquire(4, TimeSpan.FromSeconds(1), out SemaphorePermit all))
/// {
///     using (all)
///         Prepare();
/// }
/// </code></example>
// SOURCE: tokio's sync::Semaphore, for what can be done with it, and for the order.
[DebuggerDisplay("{AvailableCount} available")]
public sealed class CountingSemaphore : IEntrance<SemaphorePermit>
{
    private readonly SemaphoreCore _core;
    private readonly OperationPool<TaskEntry<SemaphorePermit>> _entries = new();

    /// <summary>Creates a semaphore.</summary>
    /// <param name="count">How many permits there are; zero if all of them are to be added later.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public CountingSemaphore(int count)
    {
        if (count < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count), count, "There cannot be fewer permits than none. Pass zero, and add permits when there are some.");
        }
        _core = new SemaphoreCore(count);
    }

    /// <summary>How many permits nobody holds, at some moment during the call. There may be some while somebody waits for more.</summary>
    public int AvailableCount => _core.AvailableCount;

    Synchronizer IEntrance<SemaphorePermit>.Synchronizer => _core;

    OperationPool<TaskEntry<SemaphorePermit>> IEntrance<SemaphorePermit>.Entries => _entries;

    internal SemaphoreCore Core => _core;

    internal LeasePool Leases { get; } = new();

    /// <summary>Blocks the thread until it holds <paramref name="count"/> permits.</summary>
    /// <param name="count">How many permits, at once.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>The permits, which are given back when it is disposed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before they were held.</exception>
    public SemaphorePermit Acquire(int count = 1, CancellationToken cancellationToken = default)
    {
        TryAcquire(count, Deadline.Never, out SemaphorePermit permit, cancellationToken);
        return permit;
    }

    /// <summary>Holds one permit, if there is one and nobody waits.</summary>
    /// <param name="permit">The permit, which is given back when it is disposed; the default one when false is returned.</param>
    /// <returns>Whether it is held.</returns>
    public bool TryAcquire(out SemaphorePermit permit) => TryAcquire(1, out permit);

    /// <summary>Holds <paramref name="count"/> permits, if there are so many and nobody waits.</summary>
    /// <param name="count">How many permits, at once.</param>
    /// <param name="permit">The permits, which are given back when it is disposed; the default one when false is returned.</param>
    /// <returns>Whether they are held.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    public bool TryAcquire(int count, out SemaphorePermit permit)
    {
        ThrowIfNotPositive(count);
        bool isHeld = _core.TryEnter(count, out _);
        permit = isHeld ? new SemaphorePermit(this, count) : default;
        return isHeld;
    }

    /// <summary>Blocks the thread until it holds <paramref name="count"/> permits or <paramref name="timeout"/> is over.</summary>
    /// <param name="count">How many permits, at once.</param>
    /// <param name="timeout">How long to wait; zero to look without waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="permit">The permits, which are given back when it is disposed; the default one when false is returned.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>Whether they are held; false when the time is over.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive, or <paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before they were held.</exception>
    public bool TryAcquire(int count, TimeSpan timeout, out SemaphorePermit permit, CancellationToken cancellationToken = default) =>
        TryAcquire(count, Deadline.After(timeout), out permit, cancellationToken);

    /// <summary>Blocks the thread until it holds <paramref name="count"/> permits or <paramref name="deadline"/> has passed.</summary>
    /// <param name="count">How many permits, at once.</param>
    /// <param name="deadline">When to give up.</param>
    /// <param name="permit">The permits, which are given back when it is disposed; the default one when false is returned.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>Whether they are held; false when the deadline has passed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before they were held.</exception>
    public bool TryAcquire(int count, Deadline deadline, out SemaphorePermit permit, CancellationToken cancellationToken = default)
    {
        ThrowIfNotPositive(count);
        bool isHeld = ThreadEntry.Enter(_core, count, deadline, cancellationToken, out _);
        permit = isHeld ? new SemaphorePermit(this, count) : default;
        return isHeld;
    }

    /// <summary>Completes when <paramref name="count"/> permits are held.</summary>
    /// <param name="count">How many permits, at once.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and no permit held.</param>
    /// <returns>A task to be awaited once: the permits, which are given back when it is disposed. Its continuations never run on the thread that
    /// gives permits back.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive. Thrown at once.</exception>
    public ValueTask<SemaphorePermit> AcquireAsync(int count = 1, CancellationToken cancellationToken = default) =>
        TryAcquireAsync(count, Deadline.Never, cancellationToken);

    /// <summary>Completes when <paramref name="count"/> permits are held, or <paramref name="timeout"/> is over.</summary>
    /// <param name="count">How many permits, at once.</param>
    /// <param name="timeout">How long to wait; zero to look without waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and no permit held.</param>
    /// <returns>A task to be awaited once: the permits, whose <see cref="SemaphorePermit.IsHeld"/> is false when the time is over.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive, or <paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Thrown at once.</exception>
    public ValueTask<SemaphorePermit> TryAcquireAsync(int count, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        TryAcquireAsync(count, Deadline.After(timeout), cancellationToken);

    /// <summary>Completes when <paramref name="count"/> permits are held, or <paramref name="deadline"/> has passed.</summary>
    /// <param name="count">How many permits, at once.</param>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and no permit held.</param>
    /// <returns>A task to be awaited once: the permits, whose <see cref="SemaphorePermit.IsHeld"/> is false when the deadline has
    /// passed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive. Thrown at once.</exception>
    public ValueTask<SemaphorePermit> TryAcquireAsync(int count, Deadline deadline, CancellationToken cancellationToken = default)
    {
        ThrowIfNotPositive(count);
        return TaskEntry<SemaphorePermit>.EnterAsync(this, count, deadline, cancellationToken);
    }

    /// <summary>Adds permits, and lets those go on who wait for them. Never blocks.</summary>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    /// <exception cref="OverflowException">There would be more than <see cref="int.MaxValue"/> permits, those that are held included. None was
    /// added.</exception>
    public void AddPermits(int count = 1)
    {
        ThrowIfNotPositive(count);
        if (!_core.TryAdd(count))
        {
            throw new OverflowException(
                $"With {count} more there would be more than {int.MaxValue} permits. Dispose of permits instead, where they are held.");
        }
    }

    SemaphorePermit IEntrance<SemaphorePermit>.Enter(long lease) => new(this, (int)lease);

    SemaphorePermit IEntrance<SemaphorePermit>.GiveUp(long request) => default;

    private static void ThrowIfNotPositive(int count)
    {
        if (count < 1)
            throw new ArgumentOutOfRangeException(nameof(count), count, "A number of permits cannot be zero or negative. Pass one or more.");
    }
}
