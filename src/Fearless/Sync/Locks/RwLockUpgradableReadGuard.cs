using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Fearless.Sync;

/// <summary>The value of a <see cref="RwLock{T}"/> while it is held for reading by the one that may become the writer.</summary>
/// <remarks>It may be kept over an <c>await</c>, and given back on any thread. Copies stand for the same time of being held: once one of them is
/// disposed or exchanged for another guard, all of them are refused.</remarks>
/// <typeparam name="T">The type of the value.</typeparam>
[DebuggerDisplay("held: {IsHeld}")]
[SuppressMessage("Performance", "CA1815", Justification = "It is used, never compared.")]
public readonly struct RwLockUpgradableReadGuard<T> : IDisposable
{
    private readonly RwLock<T>? _lock;
    private readonly Lease _lease;

    internal RwLockUpgradableReadGuard(RwLock<T> owner, Lease lease)
    {
        _lock = owner;
        _lease = lease;
    }

    /// <summary>Whether this guard holds the lock: false after <see cref="Dispose"/>, and for one of an attempt that failed.</summary>
    public bool IsHeld => _lease.IsCurrent;

    /// <summary>The value itself, not a copy. Not to be used after <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">The lock is not held: the guard, or a copy of it, was disposed, or an attempt
    /// failed.</exception>
    public ref readonly T Value => ref Held.ValueRef;

    private RwLock<T> Held => IsHeld ? _lock! : throw RwLock<T>.NotHeld();

    /// <summary>Lets go of the lock. Once; again, or on a guard of a failed attempt, it does nothing.</summary>
    /// <remarks>Never blocks. What a task that goes on does is queued, not run here.</remarks>
    public void Dispose() => _lock?.Exit(_lease, RwLockCore.UpgradableRead);

    /// <summary>Blocks the thread until it may write, which is when the other readers have left. Nobody has written in between.</summary>
    /// <param name="cancellationToken">Ends the wait with an exception: the lock is held by this guard as before.</param>
    /// <returns>The guard in the place of this one, which is over then.</returns>
    /// <exception cref="ObjectDisposedException">The lock is not held.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before it might write.</exception>
    /// <remarks>While it waits, this guard and its copies are refused. New readers wait behind it.</remarks>
    public RwLockWriteGuard<T> Upgrade(CancellationToken cancellationToken = default)
    {
        TryUpgrade(Deadline.Never, out RwLockWriteGuard<T> guard, cancellationToken);
        return guard;
    }

    /// <summary>Becomes the writer, if nobody else reads.</summary>
    /// <param name="guard">The guard in the place of this one, which is over then; the default one when false is returned.</param>
    /// <returns>Whether it may write; false when others read: the lock is held by this guard as before.</returns>
    /// <exception cref="ObjectDisposedException">The lock is not held.</exception>
    public bool TryUpgrade(out RwLockWriteGuard<T> guard) => TryUpgrade(TimeSpan.Zero, out guard);

    /// <summary>Blocks the thread until it may write or <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; zero to look without waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="guard">The guard in the place of this one, which is over then; the default one when false is returned.</param>
    /// <param name="cancellationToken">Ends the wait with an exception: the lock is held by this guard as before.</param>
    /// <returns>Whether it may write; false when the time is over: the lock is held by this guard as before.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="ObjectDisposedException">The lock is not held.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before it might write.</exception>
    public bool TryUpgrade(TimeSpan timeout, out RwLockWriteGuard<T> guard, CancellationToken cancellationToken = default) =>
        TryUpgrade(Deadline.After(timeout), out guard, cancellationToken);

    /// <summary>Blocks the thread until it may write or <paramref name="deadline"/> has passed.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="guard">The guard in the place of this one, which is over then; the default one when false is returned.</param>
    /// <param name="cancellationToken">Ends the wait with an exception: the lock is held by this guard as before.</param>
    /// <returns>Whether it may write; false when the deadline has passed: the lock is held by this guard as before.</returns>
    /// <exception cref="ObjectDisposedException">The lock is not held.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before it might write.</exception>
    public bool TryUpgrade(Deadline deadline, out RwLockWriteGuard<T> guard, CancellationToken cancellationToken = default) =>
        Held.Upgrade(_lease, deadline, out guard, cancellationToken);

    /// <summary>Completes when it may write, which is when the other readers have left. Nobody has written in between.</summary>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and the lock held by this guard as before.</param>
    /// <returns>A task to be awaited once: the guard in the place of this one, which is over then. Its continuations never run on the thread that lets
    /// go of the lock.</returns>
    /// <exception cref="ObjectDisposedException">The lock is not held. Thrown at once.</exception>
    /// <remarks>From the call on until the task was awaited, this guard and its copies are refused. New readers wait behind it.</remarks>
    public ValueTask<RwLockWriteGuard<T>> UpgradeAsync(CancellationToken cancellationToken = default) =>
        TryUpgradeAsync(Deadline.Never, cancellationToken);

    /// <summary>Completes when it may write, or <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; zero to look without waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and the lock held by this guard as before.</param>
    /// <returns>A task to be awaited once: the guard in the place of this one, whose <see cref="RwLockWriteGuard{T}.IsHeld"/> is false when the time is
    /// over: the lock is then held by this guard as before.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Thrown at once.</exception>
    /// <exception cref="ObjectDisposedException">The lock is not held. Thrown at once.</exception>
    public ValueTask<RwLockWriteGuard<T>> TryUpgradeAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        TryUpgradeAsync(Deadline.After(timeout), cancellationToken);

    /// <summary>Completes when it may write, or <paramref name="deadline"/> has passed.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and the lock held by this guard as before.</param>
    /// <returns>A task to be awaited once: the guard in the place of this one, whose <see cref="RwLockWriteGuard{T}.IsHeld"/> is false when the deadline
    /// has passed: the lock is then held by this guard as before.</returns>
    /// <exception cref="ObjectDisposedException">The lock is not held. Thrown at once.</exception>
    public ValueTask<RwLockWriteGuard<T>> TryUpgradeAsync(Deadline deadline, CancellationToken cancellationToken = default) =>
        Held.UpgradeAsync(_lease, deadline, cancellationToken);

    /// <summary>Goes on as any other reader. This guard is over then.</summary>
    /// <returns>The guard in its place.</returns>
    /// <exception cref="ObjectDisposedException">The lock is not held.</exception>
    public RwLockReadGuard<T> Downgrade() =>
        new(Held, _lock!.Downgrade(_lease, RwLockCore.UpgradableRead, RwLockCore.Read));
}
