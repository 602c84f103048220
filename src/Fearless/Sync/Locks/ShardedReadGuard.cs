using System.Diagnostics.CodeAnalysis;

namespace Fearless.Sync;

/// <summary>The value of a <see cref="ShardedLock{T}"/> while it is held for reading.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public ref struct ShardedReadGuard<T>
{
    private readonly int _shard;
    private ShardedLock<T>? _lock;

    internal ShardedReadGuard(ShardedLock<T> owner, int shard)
    {
        _lock = owner;
        _shard = shard;
    }

    /// <summary>The value itself, not a copy. Not to be used after <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">The lock is not held: the guard was disposed, or an attempt failed.</exception>
    public readonly ref readonly T Value => ref (_lock ?? throw NotHeld()).ValueRef;

    /// <summary>Lets go of the lock. Once; again, or on a guard of a failed attempt, it does nothing.</summary>
    public void Dispose()
    {
        ShardedLock<T>? held = _lock;
        _lock = null;
        held?.ExitRead(_shard);
    }

    internal static ObjectDisposedException NotHeld() => new(
        nameof(ShardedLock<>),
        "The lock is not held: its guard was disposed, or comes from an attempt that failed.");
}
