using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Fearless.Sync;

/// <summary>The value of a <see cref="RwLock{T}"/> while it is held for writing.</summary>
/// <remarks>It may be kept over an <c>await</c>, and given back on any thread. Copies stand for the same time of being held: once one of them is
/// disposed or exchanged for another guard, all of them are refused.</remarks>
/// <typeparam name="T">The type of the value.</typeparam>
[DebuggerDisplay("held: {IsHeld}")]
[SuppressMessage("Performance", "CA1815", Justification = "It is used, never compared.")]
public readonly struct RwLockWriteGuard<T> : IDisposable
{
    private readonly RwLock<T>? _lock;
    private readonly Lease _lease;

    internal RwLockWriteGuard(RwLock<T> owner, Lease lease)
    {
        _lock = owner;
        _lease = lease;
    }

    /// <summary>Whether this guard holds the lock: false after <see cref="Dispose"/>, and for one of an attempt that failed.</summary>
    public bool IsHeld => _lease.IsCurrent;

    /// <summary>The value itself, not a copy. Not to be used after <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">The lock is not held: the guard, or a copy of it, was disposed, or an attempt
    /// failed.</exception>
    public ref T Value => ref Held.ValueRef;

    private RwLock<T> Held => IsHeld ? _lock! : throw RwLock<T>.NotHeld();

    /// <summary>Lets go of the lock. Once; again, or on a guard of a failed attempt, it does nothing.</summary>
    /// <remarks>Never blocks. What a task that goes on does is queued, not run here.</remarks>
    public void Dispose() => _lock?.Exit(_lease, RwLockCore.Write);

    /// <summary>Goes on reading: others may read from now on, and nobody has written in between. This guard is over then.</summary>
    /// <returns>The guard in its place.</returns>
    /// <exception cref="ObjectDisposedException">The lock is not held.</exception>
    public RwLockReadGuard<T> Downgrade() =>
        new(Held, _lock!.Downgrade(_lease, RwLockCore.Write, RwLockCore.Read));

    /// <summary>Goes on as the upgradable reader: others may read from now on, and nobody has written in between. This guard is over
    /// then.</summary>
    /// <returns>The guard in its place.</returns>
    /// <exception cref="ObjectDisposedException">The lock is not held.</exception>
    public RwLockUpgradableReadGuard<T> DowngradeToUpgradable() =>
        new(Held, _lock!.Downgrade(_lease, RwLockCore.Write, RwLockCore.UpgradableRead));
}
