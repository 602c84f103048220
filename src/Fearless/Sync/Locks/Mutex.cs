using System.Diagnostics;

namespace Fearless.Sync;

/// <summary>A value behind a lock that one thread or task holds at a time.</summary>
/// <remarks>
/// The value can be reached through the lock only, so that nobody forgets to take it. Threads block and tasks wait for it in one queue; it may
/// be held over an <c>await</c>, and given back on another thread than the one that took it. What is held over an <c>await</c> keeps others
/// waiting for as long as that takes: hold it briefly, and prefer a channel where one task could own the value.
/// <para>Whoever comes while it is free takes it, before those who have waited for less than half a millisecond; from then on it goes from hand
/// to hand, so that nobody starves. It is not re-entrant: whoever holds it and asks for it again waits for ever.</para>
/// <para>A cancellation or a timeout and the lock that comes at the same time exclude each other: the lock is held and returned, or it is not
/// held. A guard that was returned and is never disposed keeps the lock.</para>
/// <para>Taking it and giving it back costs two atomic operations and allocates nothing, and neither does waiting for it: objects for up
/// to 33 tasks that wait at the same time are kept. There is nothing to dispose.</para>
/// <para><b>Memory ordering.</b> What happened while it was held happens before it is held by anybody later.</para>
/// </remarks>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="value">The value to start with.</param>
/// <example><code>
/// var stock = new Mutex&lt;Dictionary&lt;string, int&gt;&gt;([]);
///
/// using (MutexGuard&lt;Dictionary&lt;string, int&gt;&gt; guard = stock.Lock())
///     guard.Value["apples"] = 3;
///
/// if (stock.TryLock(TimeSpan.FromMilliseconds(10), out MutexGuard&lt;Dictionary&lt;string, int&gt;&gt; held))
/// {
///     using (held)
///         held.Value["apples"]--;
/// }
/// </code></example>
[DebuggerDisplay("held: {IsHeld}")]
public sealed class Mutex<T>(T value) : IEntrance<MutexGuard<T>>
{
    private readonly MutexCore _core = new();
    private readonly OperationPool<TaskEntry<MutexGuard<T>>> _entries = new();
    private T _value = value;

    /// <summary>Whether somebody holds it, at some moment during the call.</summary>
    public bool IsHeld => _core.IsHeld;

    Synchronizer IEntrance<MutexGuard<T>>.Synchronizer => _core;

    OperationPool<TaskEntry<MutexGuard<T>>> IEntrance<MutexGuard<T>>.Entries => _entries;

    internal MutexCore Core => _core;

    internal ref T ValueRef => ref _value;

    /// <summary>Blocks the thread until it holds the mutex.</summary>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>What gives the value, and lets go when disposed.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the mutex was held.</exception>
    public MutexGuard<T> Lock(CancellationToken cancellationToken = default)
    {
        TryLock(Deadline.Never, out MutexGuard<T> guard, cancellationToken);
        return guard;
    }

    /// <summary>Holds the mutex, if it is free.</summary>
    /// <param name="guard">What gives the value, and lets go when disposed; the default one when false is returned.</param>
    /// <returns>Whether the mutex is held.</returns>
    public bool TryLock(out MutexGuard<T> guard)
    {
        bool isHeld = _core.TryEnter(out long lease);
        guard = isHeld ? new MutexGuard<T>(this, lease) : default;
        return isHeld;
    }

    /// <summary>Blocks the thread until it holds the mutex or <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; zero to look without waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="guard">What gives the value, and lets go when disposed; the default one when false is returned.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>Whether the mutex is held; false when the time is over.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the mutex was held.</exception>
    public bool TryLock(TimeSpan timeout, out MutexGuard<T> guard, CancellationToken cancellationToken = default) =>
        TryLock(Deadline.After(timeout), out guard, cancellationToken);

    /// <summary>Blocks the thread until it holds the mutex or <paramref name="deadline"/> has passed.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="guard">What gives the value, and lets go when disposed; the default one when false is returned.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>Whether the mutex is held; false when the deadline has passed.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the mutex was held.</exception>
    public bool TryLock(Deadline deadline, out MutexGuard<T> guard, CancellationToken cancellationToken = default)
    {
        bool isHeld = ThreadEntry.Enter(_core, request: 0, deadline, cancellationToken, out long lease);
        guard = isHeld ? new MutexGuard<T>(this, lease) : default;
        return isHeld;
    }

    /// <summary>Completes when the mutex is held.</summary>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and the mutex not held.</param>
    /// <returns>A task to be awaited once: what gives the value, and lets go when disposed. Its continuations never run on the thread that lets
    /// go of the mutex.</returns>
    public ValueTask<MutexGuard<T>> LockAsync(CancellationToken cancellationToken = default) => TryLockAsync(Deadline.Never, cancellationToken);

    /// <summary>Completes when the mutex is held, or <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; zero to look without waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and the mutex not held.</param>
    /// <returns>A task to be awaited once: a guard, whose <see cref="MutexGuard{T}.IsHeld"/> is false when the time is over.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Thrown at once.</exception>
    public ValueTask<MutexGuard<T>> TryLockAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        TryLockAsync(Deadline.After(timeout), cancellationToken);

    /// <summary>Completes when the mutex is held, or <paramref name="deadline"/> has passed.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and the mutex not held.</param>
    /// <returns>A task to be awaited once: a guard, whose <see cref="MutexGuard{T}.IsHeld"/> is false when the deadline has
    /// passed.</returns>
    public ValueTask<MutexGuard<T>> TryLockAsync(Deadline deadline, CancellationToken cancellationToken = default) =>
        TaskEntry<MutexGuard<T>>.EnterAsync(this, request: 0, deadline, cancellationToken);

    MutexGuard<T> IEntrance<MutexGuard<T>>.Enter(long lease) => new(this, lease);

    MutexGuard<T> IEntrance<MutexGuard<T>>.GiveUp(long request) => default;
}
