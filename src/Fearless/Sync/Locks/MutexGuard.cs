using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Fearless.Sync;

/// <summary>The value of a <see cref="Mutex{T}"/> while it is held.</summary>
/// <remarks>It may be kept over an <c>await</c>, and given back on any thread. Copies stand for the same time of being held: once one of them is
/// disposed, all of them are refused.</remarks>
/// <typeparam name="T">The type of the value.</typeparam>
[DebuggerDisplay("held: {IsHeld}")]
[SuppressMessage("Performance", "CA1815", Justification = "It is used, never compared.")]
public readonly struct MutexGuard<T> : IDisposable
{
    private readonly Mutex<T>? _mutex;
    private readonly long _lease;

    internal MutexGuard(Mutex<T> mutex, long lease)
    {
        _mutex = mutex;
        _lease = lease;
    }

    /// <summary>Whether this guard holds the mutex: false after <see cref="Dispose"/>, and for one of an attempt that failed.</summary>
    public bool IsHeld => _mutex?.Core.IsCurrent(_lease) == true;

    /// <summary>The value itself, not a copy. Not to be used after <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">The mutex is not held: the guard, or a copy of it, was disposed, or an attempt
    /// failed.</exception>
    public ref T Value => ref (IsHeld ? _mutex! : throw NotHeld()).ValueRef;

    /// <summary>Lets go of the mutex. Once; again, or on a guard of a failed attempt, it does nothing.</summary>
    /// <remarks>Never blocks. What a task that goes on does is queued, not run here.</remarks>
    public void Dispose() => _mutex?.Core.Exit(_lease);

    private static ObjectDisposedException NotHeld() => new(
        nameof(MutexGuard<>), "The mutex is not held: its guard, or a copy of the guard, was disposed, or comes from an attempt that failed.");
}
