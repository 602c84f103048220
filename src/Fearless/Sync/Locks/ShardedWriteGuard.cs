namespace Fearless.Sync;

/// <summary>The value of a <see cref="ShardedLock{T}"/> while it is held for writing.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public ref struct ShardedWriteGuard<T>
{
    private ShardedLock<T>? _lock;

    internal ShardedWriteGuard(ShardedLock<T> owner) => _lock = owner;

    /// <summary>The value itself, not a copy. Not to be used after <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">The lock is not held: the guard was disposed, or an attempt failed.</exception>
    public readonly ref T Value => ref (_lock ?? throw ShardedReadGuard<T>.NotHeld()).ValueRef;

    /// <summary>Says that the value may be half changed: whoever wants the lock from now on gets an exception.</summary>
    /// <exception cref="ObjectDisposedException">The lock is not held: the guard was disposed, or an attempt failed.</exception>
    public readonly void Poison() => (_lock ?? throw ShardedReadGuard<T>.NotHeld()).Poison();

    /// <summary>Lets go of the lock. Once; again, or on a guard of a failed attempt, it does nothing.</summary>
    public void Dispose()
    {
        ShardedLock<T>? held = _lock;
        _lock = null;
        held?.ExitWrite();
    }
}
