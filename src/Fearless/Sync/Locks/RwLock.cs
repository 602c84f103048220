using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>A value behind a lock that many threads and tasks read at once or one writes.</summary>
/// <remarks>
/// The value can be reached through the lock only, so that nobody forgets to take it. Threads block and tasks wait for it in one queue; it may be
/// held over an <c>await</c>, and given back on another thread than the one that took it.
/// <para>One of the readers may be an <b>upgradable</b> one: beside it others read, but no other upgradable one, and nobody writes. It can become the
/// writer without letting go in between, so that what it has read still holds, and a writer can become a reader.</para>
/// <para><b>Nobody starves.</b> Those who wait are served in the order in which they came: a reader that comes while a writer waits waits behind it,
/// and a writer that comes while readers wait does so behind them. Readers that wait next to each other go on together. Only an upgradable reader that
/// wants to write goes before those who wait, none of whom could write before it. The order has its price: under contention the lock goes to one that
/// sleeps, which has to be woken first, and stands idle for as long.</para>
/// <para>It is not re-entrant: whoever reads and asks for it again, even for reading, waits for ever if a writer waits in between.</para>
/// <para>A cancellation or a timeout and the lock that comes at the same time exclude each other: the lock is held and returned, or it is not
/// held, and when the one that gives up kept those behind it waiting, they go on. A guard that was returned and is never disposed keeps the
/// lock.</para>
/// <para>Taking it and giving it back costs five atomic operations and allocates nothing, and neither does waiting for it: what up to 33 tasks need
/// that wait at the same time is kept, and a small object for each guard at the same time. Readers on different cores write the same memory; where
/// that matters and no task waits, <see cref="ShardedLock{T}"/> is for reading much. There is nothing to dispose.</para>
/// <para><b>Memory ordering.</b> What happened while it was held for writing happens before it is held by anybody later, and what happened
/// while it was held for reading happens before it is held for writing later.</para>
/// </remarks>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="value">The value to start with.</param>
/// <example><code>
/// var prices = new RwLock&lt;Dictionary&lt;string, int&gt;&gt;([]);
///
/// using (RwLockWriteGuard&lt;Dictionary&lt;string, int&gt;&gt; guard = prices.Write())
///     guard.Value["apples"] = 3;
///
/// using (RwLockUpgradableReadGuard&lt;Dictionary&lt;string, int&gt;&gt; guard = prices.UpgradableRead())
/// {
///     if (!guard.Value.ContainsKey("pears"))
///     {
///         using RwLockWriteGuard&lt;Dictionary&lt;string, int&gt;&gt; writing = guard.Upgrade();
///         writing.Value["pears"] = 4;
///     }
/// }
/// </code></example>
// SOURCE: async-lock's RwLock, for the upgradable reader; tokio's sync::RwLock, for the order.
[DebuggerDisplay("readers: {_core.ReaderCount}, upgradable: {_core.IsHeldUpgradably}, written: {_core.IsWritten}")]
public sealed class RwLock<T>(T value)
    : IEntrance<RwLockReadGuard<T>>, IEntrance<RwLockUpgradableReadGuard<T>>, IEntrance<RwLockWriteGuard<T>>
{
    private readonly RwLockCore _core = new();
    private readonly LeasePool _leases = new();
    private readonly OperationPool<TaskEntry<RwLockReadGuard<T>>> _reads = new();
    private readonly OperationPool<TaskEntry<RwLockUpgradableReadGuard<T>>> _upgradableReads = new();
    private readonly OperationPool<TaskEntry<RwLockWriteGuard<T>>> _writes = new();
    private T _value = value;

    // The suspended lease of a task that waits to upgrade. INVARIANT: belongs to who holds the lock for upgradable reading.
    private Checked<Lease> _upgrading;

    Synchronizer IEntrance<RwLockReadGuard<T>>.Synchronizer => _core;

    OperationPool<TaskEntry<RwLockReadGuard<T>>> IEntrance<RwLockReadGuard<T>>.Entries => _reads;

    Synchronizer IEntrance<RwLockUpgradableReadGuard<T>>.Synchronizer => _core;

    OperationPool<TaskEntry<RwLockUpgradableReadGuard<T>>> IEntrance<RwLockUpgradableReadGuard<T>>.Entries => _upgradableReads;

    Synchronizer IEntrance<RwLockWriteGuard<T>>.Synchronizer => _core;

    OperationPool<TaskEntry<RwLockWriteGuard<T>>> IEntrance<RwLockWriteGuard<T>>.Entries => _writes;

    internal RwLockCore Core => _core;

    internal ref T ValueRef => ref _value;

    /// <summary>Blocks the thread until it holds the lock for reading.</summary>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>What gives the value, and lets go when disposed.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the lock was held.</exception>
    public RwLockReadGuard<T> Read(CancellationToken cancellationToken = default)
    {
        TryRead(Deadline.Never, out RwLockReadGuard<T> guard, cancellationToken);
        return guard;
    }

    /// <summary>Holds the lock for reading, if nobody writes, and nobody waits.</summary>
    /// <param name="guard">What gives the value, and lets go when disposed; the default one when false is returned.</param>
    /// <returns>Whether the lock is held.</returns>
    public bool TryRead(out RwLockReadGuard<T> guard)
    {
        bool isHeld = _core.TryEnter(RwLockCore.Read, out _);
        guard = isHeld ? new RwLockReadGuard<T>(this, _leases.Begin()) : default;
        return isHeld;
    }

    /// <summary>Blocks the thread until it holds the lock for reading or <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; zero to look without waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="guard">What gives the value, and lets go when disposed; the default one when false is returned.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>Whether the lock is held; false when the time is over.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the lock was held.</exception>
    public bool TryRead(TimeSpan timeout, out RwLockReadGuard<T> guard, CancellationToken cancellationToken = default) =>
        TryRead(Deadline.After(timeout), out guard, cancellationToken);

    /// <summary>Blocks the thread until it holds the lock for reading or <paramref name="deadline"/> has passed.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="guard">What gives the value, and lets go when disposed; the default one when false is returned.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>Whether the lock is held; false when the deadline has passed.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the lock was held.</exception>
    public bool TryRead(Deadline deadline, out RwLockReadGuard<T> guard, CancellationToken cancellationToken = default)
    {
        bool isHeld = ThreadEntry.Enter(_core, RwLockCore.Read, deadline, cancellationToken, out _);
        guard = isHeld ? new RwLockReadGuard<T>(this, _leases.Begin()) : default;
        return isHeld;
    }

    /// <summary>Completes when the lock is held for reading.</summary>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and the lock not held.</param>
    /// <returns>A task to be awaited once: what gives the value, and lets go when disposed. Its continuations never run on the thread that lets
    /// go of the lock.</returns>
    public ValueTask<RwLockReadGuard<T>> ReadAsync(CancellationToken cancellationToken = default) =>
        TryReadAsync(Deadline.Never, cancellationToken);

    /// <summary>Completes when the lock is held for reading, or <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; zero to look without waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and the lock not held.</param>
    /// <returns>A task to be awaited once: a guard, whose <see cref="RwLockReadGuard{T}.IsHeld"/> is false when the time is over.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Thrown at once.</exception>
    public ValueTask<RwLockReadGuard<T>> TryReadAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        TryReadAsync(Deadline.After(timeout), cancellationToken);

    /// <summary>Completes when the lock is held for reading, or <paramref name="deadline"/> has passed.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and the lock not held.</param>
    /// <returns>A task to be awaited once: a guard, whose <see cref="RwLockReadGuard{T}.IsHeld"/> is false when the deadline has passed.</returns>
    public ValueTask<RwLockReadGuard<T>> TryReadAsync(Deadline deadline, CancellationToken cancellationToken = default) =>
        TaskEntry<RwLockReadGuard<T>>.EnterAsync(this, RwLockCore.Read, deadline, cancellationToken);

    /// <summary>Blocks the thread until it holds the lock for upgradable reading.</summary>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>What gives the value, and lets go when disposed.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the lock was held.</exception>
    public RwLockUpgradableReadGuard<T> UpgradableRead(CancellationToken cancellationToken = default)
    {
        TryUpgradableRead(Deadline.Never, out RwLockUpgradableReadGuard<T> guard, cancellationToken);
        return guard;
    }

    /// <summary>Holds the lock for upgradable reading, if nobody writes, nobody else may upgrade, and nobody waits.</summary>
    /// <param name="guard">What gives the value, and lets go when disposed; the default one when false is returned.</param>
    /// <returns>Whether the lock is held.</returns>
    public bool TryUpgradableRead(out RwLockUpgradableReadGuard<T> guard)
    {
        bool isHeld = _core.TryEnter(RwLockCore.UpgradableRead, out _);
        guard = isHeld ? new RwLockUpgradableReadGuard<T>(this, _leases.Begin()) : default;
        return isHeld;
    }

    /// <summary>Blocks the thread until it holds the lock for upgradable reading or <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; zero to look without waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="guard">What gives the value, and lets go when disposed; the default one when false is returned.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>Whether the lock is held; false when the time is over.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the lock was held.</exception>
    public bool TryUpgradableRead(TimeSpan timeout, out RwLockUpgradableReadGuard<T> guard, CancellationToken cancellationToken = default) =>
        TryUpgradableRead(Deadline.After(timeout), out guard, cancellationToken);

    /// <summary>Blocks the thread until it holds the lock for upgradable reading or <paramref name="deadline"/> has passed.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="guard">What gives the value, and lets go when disposed; the default one when false is returned.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>Whether the lock is held; false when the deadline has passed.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the lock was held.</exception>
    public bool TryUpgradableRead(Deadline deadline, out RwLockUpgradableReadGuard<T> guard, CancellationToken cancellationToken = default)
    {
        bool isHeld = ThreadEntry.Enter(_core, RwLockCore.UpgradableRead, deadline, cancellationToken, out _);
        guard = isHeld ? new RwLockUpgradableReadGuard<T>(this, _leases.Begin()) : default;
        return isHeld;
    }

    /// <summary>Completes when the lock is held for upgradable reading.</summary>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and the lock not held.</param>
    /// <returns>A task to be awaited once: what gives the value, and lets go when disposed. Its continuations never run on the thread that lets
    /// go of the lock.</returns>
    public ValueTask<RwLockUpgradableReadGuard<T>> UpgradableReadAsync(CancellationToken cancellationToken = default) =>
        TryUpgradableReadAsync(Deadline.Never, cancellationToken);

    /// <summary>Completes when the lock is held for upgradable reading, or <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; zero to look without waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and the lock not held.</param>
    /// <returns>A task to be awaited once: a guard, whose <see cref="RwLockUpgradableReadGuard{T}.IsHeld"/> is false when the time is over.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Thrown at once.</exception>
    public ValueTask<RwLockUpgradableReadGuard<T>> TryUpgradableReadAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        TryUpgradableReadAsync(Deadline.After(timeout), cancellationToken);

    /// <summary>Completes when the lock is held for upgradable reading, or <paramref name="deadline"/> has passed.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and the lock not held.</param>
    /// <returns>A task to be awaited once: a guard, whose <see cref="RwLockUpgradableReadGuard{T}.IsHeld"/> is false when the deadline has
    /// passed.</returns>
    public ValueTask<RwLockUpgradableReadGuard<T>> TryUpgradableReadAsync(Deadline deadline, CancellationToken cancellationToken = default) =>
        TaskEntry<RwLockUpgradableReadGuard<T>>.EnterAsync(this, RwLockCore.UpgradableRead, deadline, cancellationToken);

    /// <summary>Blocks the thread until it holds the lock for writing.</summary>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>What gives the value, and lets go when disposed.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the lock was held.</exception>
    public RwLockWriteGuard<T> Write(CancellationToken cancellationToken = default)
    {
        TryWrite(Deadline.Never, out RwLockWriteGuard<T> guard, cancellationToken);
        return guard;
    }

    /// <summary>Holds the lock for writing, if nobody reads or writes.</summary>
    /// <param name="guard">What gives the value, and lets go when disposed; the default one when false is returned.</param>
    /// <returns>Whether the lock is held.</returns>
    public bool TryWrite(out RwLockWriteGuard<T> guard)
    {
        bool isHeld = _core.TryEnter(RwLockCore.Write, out _);
        guard = isHeld ? new RwLockWriteGuard<T>(this, _leases.Begin()) : default;
        return isHeld;
    }

    /// <summary>Blocks the thread until it holds the lock for writing or <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; zero to look without waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="guard">What gives the value, and lets go when disposed; the default one when false is returned.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>Whether the lock is held; false when the time is over.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the lock was held.</exception>
    public bool TryWrite(TimeSpan timeout, out RwLockWriteGuard<T> guard, CancellationToken cancellationToken = default) =>
        TryWrite(Deadline.After(timeout), out guard, cancellationToken);

    /// <summary>Blocks the thread until it holds the lock for writing or <paramref name="deadline"/> has passed.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="guard">What gives the value, and lets go when disposed; the default one when false is returned.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>Whether the lock is held; false when the deadline has passed.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the lock was held.</exception>
    public bool TryWrite(Deadline deadline, out RwLockWriteGuard<T> guard, CancellationToken cancellationToken = default)
    {
        bool isHeld = ThreadEntry.Enter(_core, RwLockCore.Write, deadline, cancellationToken, out _);
        guard = isHeld ? new RwLockWriteGuard<T>(this, _leases.Begin()) : default;
        return isHeld;
    }

    /// <summary>Completes when the lock is held for writing.</summary>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and the lock not held.</param>
    /// <returns>A task to be awaited once: what gives the value, and lets go when disposed. Its continuations never run on the thread that lets
    /// go of the lock.</returns>
    public ValueTask<RwLockWriteGuard<T>> WriteAsync(CancellationToken cancellationToken = default) =>
        TryWriteAsync(Deadline.Never, cancellationToken);

    /// <summary>Completes when the lock is held for writing, or <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; zero to look without waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and the lock not held.</param>
    /// <returns>A task to be awaited once: a guard, whose <see cref="RwLockWriteGuard{T}.IsHeld"/> is false when the time is over.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Thrown at once.</exception>
    public ValueTask<RwLockWriteGuard<T>> TryWriteAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        TryWriteAsync(Deadline.After(timeout), cancellationToken);

    /// <summary>Completes when the lock is held for writing, or <paramref name="deadline"/> has passed.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and the lock not held.</param>
    /// <returns>A task to be awaited once: a guard, whose <see cref="RwLockWriteGuard{T}.IsHeld"/> is false when the deadline has passed.</returns>
    public ValueTask<RwLockWriteGuard<T>> TryWriteAsync(Deadline deadline, CancellationToken cancellationToken = default) =>
        TaskEntry<RwLockWriteGuard<T>>.EnterAsync(this, RwLockCore.Write, deadline, cancellationToken);

    RwLockReadGuard<T> IEntrance<RwLockReadGuard<T>>.Enter(long lease) => new(this, _leases.Begin());

    RwLockReadGuard<T> IEntrance<RwLockReadGuard<T>>.GiveUp(long request) => default;

    RwLockUpgradableReadGuard<T> IEntrance<RwLockUpgradableReadGuard<T>>.Enter(long lease) => new(this, _leases.Begin());

    RwLockUpgradableReadGuard<T> IEntrance<RwLockUpgradableReadGuard<T>>.GiveUp(long request) => default;

    RwLockWriteGuard<T> IEntrance<RwLockWriteGuard<T>>.Enter(long lease) =>
        new(this, lease == RwLockCore.Upgrade ? _upgrading.Read().Replace() : _leases.Begin());

    RwLockWriteGuard<T> IEntrance<RwLockWriteGuard<T>>.GiveUp(long request)
    {
        if (request == RwLockCore.Upgrade)
            _upgrading.Take().Resume();
        return default;
    }

    /// <summary>Gives back what is held under a lease, unless that has been done.</summary>
    internal void Exit(Lease lease, long held)
    {
        if (_leases.TryEnd(lease))
            _core.Change(-held);
    }

    /// <summary>Holds less than what is held under a lease.</summary>
    /// <returns>The lease from now on.</returns>
    internal Lease Downgrade(Lease lease, long held, long next)
    {
        Suspend(lease);
        Lease replacement = lease.Replace();
        _core.Change(next - held);
        return replacement;
    }

    /// <summary>Blocks until what is held for upgradable reading is held for writing. It is held for reading as before, if not.</summary>
    internal bool Upgrade(Lease lease, Deadline deadline, out RwLockWriteGuard<T> guard, CancellationToken cancellationToken)
    {
        Suspend(lease);
        bool isHeld = false;
        try
        {
            isHeld = ThreadEntry.Enter(_core, RwLockCore.Upgrade, deadline, cancellationToken, out _);
        }
        finally
        {
            if (!isHeld)
                lease.Resume();
        }
        guard = isHeld ? new RwLockWriteGuard<T>(this, lease.Replace()) : default;
        return isHeld;
    }

    /// <summary>Completes when what is held for upgradable reading is held for writing. It is held for reading as before, if not.</summary>
    internal ValueTask<RwLockWriteGuard<T>> UpgradeAsync(Lease lease, Deadline deadline, CancellationToken cancellationToken)
    {
        Suspend(lease);
        _upgrading.Write(lease);
        try
        {
            return TaskEntry<RwLockWriteGuard<T>>.EnterAsync(this, RwLockCore.Upgrade, deadline, cancellationToken);
        }
        catch
        {
            // A clock of the user.
            lease.Resume();
            throw;
        }
    }

    internal static ObjectDisposedException NotHeld() => new(
        nameof(RwLock<>),
        "The lock is not held: its guard, or a copy of the guard, was disposed or exchanged for another, or comes from an attempt that failed.");

    private static void Suspend(Lease lease)
    {
        if (!lease.TryEnd())
            throw NotHeld();
    }
}
