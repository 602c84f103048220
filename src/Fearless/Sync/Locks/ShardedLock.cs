using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>A value behind a lock that many may read at once or one may write, made for reading: readers on different cores do not touch the
/// same memory.</summary>
/// <remarks>
/// The value can be reached through the lock only, so that nobody forgets to take it. Reading costs two atomic operations on a counter that
/// threads share in eight groups; writing looks at all eight. A writer that waits keeps new readers out; beyond that there is no order among
/// those who wait. Waiting blocks the thread; everyone who waits for a writer is woken when it is done.
/// <para>A guard is a <c>ref struct</c> that gives the value while it is held, and lets go when disposed: put it into a <c>using</c>, and never
/// copy it. The other form takes a delegate, and is the one that notices failures: if the delegate that writes throws, the value may be half
/// changed, and the lock is <i>poisoned</i>. Who wants in from then on gets a <see cref="LockPoisonedException"/>, until
/// <see cref="ClearPoison"/>. A guard cannot see an exception pass; whoever catches one can say so by
/// <see cref="ShardedWriteGuard{T}.Poison"/>.</para>
/// <para>It is not re-entrant. A thread that holds it, even for reading, and asks for it again waits for ever if a writer waits in
/// between.</para>
/// <para>Nothing is allocated unless somebody has to wait. There is nothing to dispose.</para>
/// <para><b>Memory ordering.</b> What happened while it was held for writing happens before it is held by anybody later, and what happened
/// while it was held for reading happens before it is held for writing later.</para>
/// </remarks>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="value">The value to start with.</param>
/// <example><code>
/// var routes = new ShardedLock&lt;Dictionary&lt;string, string&gt;&gt;([]);
///
/// routes.Write(static (ref table) =&gt; table["/"] = "home");
/// string home = routes.Read(static (in table) =&gt; table["/"]);
///
/// using (ShardedReadGuard&lt;Dictionary&lt;string, string&gt;&gt; guard = routes.Read())
///     Console.WriteLine(guard.Value.Count);
/// </code></example>
// SOURCE: crossbeam-utils src/sync/sharded_lock.rs, NUM_SHARDS and the shard of a thread. A counter in each shard instead of a lock: the
// "big reader" locks of early Linux, and folly's distributed mutexes.
[DebuggerDisplay("readers: {ReaderCount}, written: {_writer.Read() is not null}, poisoned: {IsPoisoned}")]
public sealed class ShardedLock<T>(T value)
{
    private const int ShardCount = ModelBuild.IsActive ? 2 : 8;

    // Pauses of 1, 2, 4, 8 and 16, as in Latch.
    private const int Spins = ModelBuild.IsActive ? 1 : 5;

    // INVARIANT: a shard counts the readers that came by it and have not left, those among them who found a writer and are about to leave.
    private readonly CachePadded<AtomicInt>[] _shards = new CachePadded<AtomicInt>[ShardCount];

    // Null without a writer; Held, or the place where others wait for it to leave, with one. Only who made it something gives it up.
    private AtomicRef<WriterTurn> _writer;

    // The writer's, while it waits for the readers to leave.
    private AtomicRef<Unparker> _draining;

    private AtomicBool _poisoned;
    private T _value = value;

    /// <summary>Whether a delegate that wrote has thrown, or a guard was told so.</summary>
    public bool IsPoisoned => _poisoned.ReadRelaxed();

    internal int ReaderCount
    {
        get
        {
            int count = 0;
            foreach (ref CachePadded<AtomicInt> shard in _shards.AsSpan())
                count += shard.Value.Read();
            return count;
        }
    }

    /// <summary>Waits until nobody writes, and holds the lock for reading.</summary>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>What gives the value, and lets go when disposed.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the lock was held.</exception>
    /// <exception cref="LockPoisonedException">A delegate that wrote has thrown. The lock is not held.</exception>
    public ShardedReadGuard<T> Read(CancellationToken cancellationToken = default)
    {
        EnterRead(Deadline.Never, cancellationToken, out int shard);
        return new ShardedReadGuard<T>(this, shard);
    }

    /// <summary>Holds the lock for reading, if nobody writes or waits to write. Of several that try at the same moment, all may
    /// fail.</summary>
    /// <param name="guard">What gives the value, and lets go when disposed; the default one when false is returned.</param>
    /// <returns>Whether the lock is held.</returns>
    /// <exception cref="LockPoisonedException">A delegate that wrote has thrown. The lock is not held.</exception>
    public bool TryRead(out ShardedReadGuard<T> guard) => TryRead(TimeSpan.Zero, out guard);

    /// <summary>Waits at most <paramref name="timeout"/> until nobody writes, and holds the lock for reading.</summary>
    /// <param name="timeout">How long to wait; zero to look without waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="guard">What gives the value, and lets go when disposed; the default one when false is returned.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>Whether the lock is held; false when the time is over.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the lock was held.</exception>
    /// <exception cref="LockPoisonedException">A delegate that wrote has thrown. The lock is not held.</exception>
    public bool TryRead(TimeSpan timeout, out ShardedReadGuard<T> guard, CancellationToken cancellationToken = default)
    {
        Deadline.ThrowIfInvalid(timeout);
        bool held = EnterRead(timeout, cancellationToken, out int shard);
        guard = held ? new ShardedReadGuard<T>(this, shard) : default;
        return held;
    }

    /// <summary>Waits until nobody writes, or until <paramref name="deadline"/>, and holds the lock for reading.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="guard">What gives the value, and lets go when disposed; the default one when false is returned.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>Whether the lock is held; false when the deadline has passed.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the lock was held.</exception>
    /// <exception cref="LockPoisonedException">A delegate that wrote has thrown. The lock is not held.</exception>
    public bool TryRead(Deadline deadline, out ShardedReadGuard<T> guard, CancellationToken cancellationToken = default)
    {
        bool held = EnterRead(deadline, cancellationToken, out int shard);
        guard = held ? new ShardedReadGuard<T>(this, shard) : default;
        return held;
    }

    /// <summary>Waits until nobody reads or writes, and holds the lock for writing.</summary>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>What gives the value, and lets go when disposed.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the lock was held.</exception>
    /// <exception cref="LockPoisonedException">A delegate that wrote has thrown. The lock is not held.</exception>
    public ShardedWriteGuard<T> Write(CancellationToken cancellationToken = default)
    {
        EnterWrite(Deadline.Never, cancellationToken);
        return new ShardedWriteGuard<T>(this);
    }

    /// <summary>Holds the lock for writing, if nobody reads or writes. Of several that try at the same moment, all may fail.</summary>
    /// <param name="guard">What gives the value, and lets go when disposed; the default one when false is returned.</param>
    /// <returns>Whether the lock is held.</returns>
    /// <exception cref="LockPoisonedException">A delegate that wrote has thrown. The lock is not held.</exception>
    public bool TryWrite(out ShardedWriteGuard<T> guard) => TryWrite(TimeSpan.Zero, out guard);

    /// <summary>Waits at most <paramref name="timeout"/> until nobody reads or writes, and holds the lock for writing.</summary>
    /// <param name="timeout">How long to wait; zero to look without waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="guard">What gives the value, and lets go when disposed; the default one when false is returned.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>Whether the lock is held; false when the time is over.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the lock was held.</exception>
    /// <exception cref="LockPoisonedException">A delegate that wrote has thrown. The lock is not held.</exception>
    public bool TryWrite(TimeSpan timeout, out ShardedWriteGuard<T> guard, CancellationToken cancellationToken = default)
    {
        Deadline.ThrowIfInvalid(timeout);
        bool held = EnterWrite(timeout, cancellationToken);
        guard = held ? new ShardedWriteGuard<T>(this) : default;
        return held;
    }

    /// <summary>Waits until nobody reads or writes, or until <paramref name="deadline"/>, and holds the lock for writing.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="guard">What gives the value, and lets go when disposed; the default one when false is returned.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>Whether the lock is held; false when the deadline has passed.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the lock was held.</exception>
    /// <exception cref="LockPoisonedException">A delegate that wrote has thrown. The lock is not held.</exception>
    public bool TryWrite(Deadline deadline, out ShardedWriteGuard<T> guard, CancellationToken cancellationToken = default)
    {
        bool held = EnterWrite(deadline, cancellationToken);
        guard = held ? new ShardedWriteGuard<T>(this) : default;
        return held;
    }

    /// <summary>Waits until nobody writes, and calls <paramref name="body"/> while the lock is held for reading.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="body">Reads the value. What it throws comes out here, and poisons nothing.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>What <paramref name="body"/> returned.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the lock was held.</exception>
    /// <exception cref="LockPoisonedException">A delegate that wrote has thrown. The lock is not held.</exception>
    public TResult Read<TResult>(InFunc<T, TResult> body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        using ShardedReadGuard<T> guard = Read(cancellationToken);
        return body(in guard.Value);
    }

    /// <summary>Waits until nobody writes, and calls <paramref name="body"/> with a state while the lock is held for reading.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="state">What the body needs.</param>
    /// <param name="body">Reads the value. What it throws comes out here, and poisons nothing.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>What <paramref name="body"/> returned.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the lock was held.</exception>
    /// <exception cref="LockPoisonedException">A delegate that wrote has thrown. The lock is not held.</exception>
    public TResult Read<TState, TResult>(TState state, InFunc<T, TState, TResult> body, CancellationToken cancellationToken = default)
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        using ShardedReadGuard<T> guard = Read(cancellationToken);
        return body(in guard.Value, state);
    }

    /// <summary>Waits until nobody reads or writes, and calls <paramref name="body"/> while the lock is held for writing.</summary>
    /// <param name="body">Changes the value. What it throws comes out here, and poisons the lock.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the lock was held.</exception>
    /// <exception cref="LockPoisonedException">A delegate that wrote has thrown. The lock is not held.</exception>
    public void Write(RefAction<T> body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        Write(body, static (ref T value, RefAction<T> body) => body(ref value), cancellationToken);
    }

    /// <summary>Waits until nobody reads or writes, and calls <paramref name="body"/> with a state while the lock is held for writing.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="state">What the body needs.</param>
    /// <param name="body">Changes the value. What it throws comes out here, and poisons the lock.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the lock was held.</exception>
    /// <exception cref="LockPoisonedException">A delegate that wrote has thrown. The lock is not held.</exception>
    public void Write<TState>(TState state, RefAction<T, TState> body, CancellationToken cancellationToken = default)
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        using ShardedWriteGuard<T> guard = Write(cancellationToken);
        try
        {
            body(ref guard.Value, state);
        }
        catch
        {
            guard.Poison();
            throw;
        }
    }

    /// <summary>Waits until nobody reads or writes, makes the value sound, and says that it is.</summary>
    /// <param name="repair">Makes the value sound; called while the lock is held for writing. If it throws, the lock stays poisoned.</param>
    /// <exception cref="ArgumentNullException"><paramref name="repair"/> is null.</exception>
    public void ClearPoison(RefAction<T> repair)
    {
        ArgumentNullException.ThrowIfNull(repair);
        Acquire(Deadline.Never, CancellationToken.None);
        try
        {
            repair(ref _value);
            _poisoned.WriteRelaxed(false);
        }
        finally
        {
            ExitWrite();
        }
    }

    internal ref T ValueRef => ref _value;

    internal void Poison() => _poisoned.WriteRelaxed(true);

    internal void ExitRead(int shard)
    {
        // ORDERING: full fence between leaving and the look for a writer that waits for it. Pairs with the one in Drain: either it sees the
        // shard empty, or it is seen here.
        if (_shards[shard].Value.Decrement() == 0)
            _draining.ReadRelaxed()?.Unpark();
    }

    internal void ExitWrite()
    {
        // ORDERING: full fence; a reader that finds no writer sees what this one wrote.
        _writer.Exchange(null)!.End();
    }

    private bool EnterRead(TimeSpan timeout, CancellationToken cancellationToken, out int shard)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // The clock is read only by those who have to wait.
        if (TryEnterRead(out shard))
            return true;
        return timeout != TimeSpan.Zero && EnterRead(Deadline.After(timeout), cancellationToken, out shard);
    }

    private bool EnterRead(Deadline deadline, CancellationToken cancellationToken, out int shard)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (!TryEnterRead(out shard))
        {
            if (!WaitForWriter(deadline, cancellationToken))
                return false;
        }
        return true;
    }

    private bool TryEnterRead(out int shard)
    {
        shard = ThreadIndex.Current & (ShardCount - 1);
        // ORDERING: full fence between counting oneself in and the look for a writer. Pairs with the one between a writer's announcement and
        // its look at the shards: one of the two sees the other.
        _shards[shard].Value.Increment();
        if (_writer.Read() is null)
        {
            // Relaxed, like all accesses to it: it changes only while the lock is held for writing, which the look for a writer is ordered with.
            if (!_poisoned.ReadRelaxed())
                return true;
            ExitRead(shard);
            throw Poisoned();
        }
        ExitRead(shard);
        return false;
    }

    private bool EnterWrite(TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (timeout != TimeSpan.Zero)
            return EnterWrite(Deadline.After(timeout), cancellationToken);
        if (!_writer.CompareAndSet(null, WriterTurn.Held))
            return false;
        if (ReaderCount > 0)
        {
            ExitWrite();
            return false;
        }
        ThrowIfPoisoned();
        return true;
    }

    private bool EnterWrite(Deadline deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!Acquire(deadline, cancellationToken))
            return false;
        ThrowIfPoisoned();
        return true;
    }

    private bool Acquire(Deadline deadline, CancellationToken cancellationToken)
    {
        // ORDERING: full fence between the announcement and the look at the shards: see TryEnterRead.
        while (!_writer.CompareAndSet(null, WriterTurn.Held))
        {
            if (!WaitForWriter(deadline, cancellationToken))
                return false;
        }
        bool drained = false;
        try
        {
            drained = Drain(deadline, cancellationToken);
        }
        finally
        {
            if (!drained)
                ExitWrite();
        }
        return drained;
    }

    /// <summary>As the writer, waits until every reader has left.</summary>
    private bool Drain(Deadline deadline, CancellationToken cancellationToken)
    {
        var backoff = default(Backoff);
        for (int spin = 0; spin < Spins; spin++)
        {
            if (ReaderCount == 0)
                return true;
            backoff.Spin();
        }

        Parker parker = ThreadParker.Current;
        // ORDERING: full fence between this and the look at the shards: see ExitRead.
        _draining.Exchange(parker.Unparker);
        try
        {
            while (ReaderCount > 0)
            {
                if (!parker.Park(deadline, cancellationToken))
                    return ReaderCount == 0;
            }
            return true;
        }
        finally
        {
            _draining.Write(null);
        }
    }

    /// <summary>Waits until the writer that is there now, if there is one, has left. False when the time was over first.</summary>
    private bool WaitForWriter(Deadline deadline, CancellationToken cancellationToken)
    {
        var backoff = default(Backoff);
        for (int spin = 0; spin < Spins; spin++)
        {
            // Relaxed: who finds it free enters by a full fence.
            if (_writer.ReadRelaxed() is null)
                return true;
            backoff.Spin();
        }

        WriterTurn? turn = _writer.ReadRelaxed();
        if (turn == WriterTurn.Held)
        {
            // The first who waits makes the place to do so.
            var place = new WriterTurn();
            turn = _writer.CompareExchange(WriterTurn.Held, place);
            if (turn == WriterTurn.Held)
                turn = place;
        }
        return turn is null || turn.Wait(deadline, cancellationToken);
    }

    private void ThrowIfPoisoned()
    {
        if (!_poisoned.ReadRelaxed())
            return;
        ExitWrite();
        throw Poisoned();
    }

    private static LockPoisonedException Poisoned() => new(
        "A delegate that wrote has thrown, and may have left the value half changed. Make it sound again with ClearPoison.");
}
