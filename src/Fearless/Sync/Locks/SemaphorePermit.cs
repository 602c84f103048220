using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Fearless.Sync;

/// <summary>Permits of a <see cref="CountingSemaphore"/> while they are held.</summary>
/// <remarks>It may be kept over an <c>await</c>, and given back on any thread. Copies stand for the same permits: once one of them is disposed,
/// the others do nothing.</remarks>
[DebuggerDisplay("{Count}, held: {IsHeld}")]
[SuppressMessage("Performance", "CA1815", Justification = "It is used, never compared.")]
public readonly struct SemaphorePermit : IDisposable
{
    private readonly CountingSemaphore? _semaphore;
    private readonly Lease _lease;

    internal SemaphorePermit(CountingSemaphore semaphore, int count)
    {
        _semaphore = semaphore;
        _lease = semaphore.Leases.Begin();
        Count = count;
    }

    /// <summary>How many permits it stands for; zero for one of an attempt that failed.</summary>
    public int Count { get; }

    /// <summary>Whether the permits are held: false after <see cref="Dispose"/> or <see cref="Forget"/>, and for one of an attempt that
    /// failed.</summary>
    public bool IsHeld => _lease.IsCurrent;

    /// <summary>Gives the permits back. Once; again, or on one of a failed attempt, it does nothing.</summary>
    /// <remarks>Never blocks. What a task that goes on does is queued, not run here.</remarks>
    public void Dispose()
    {
        if (_semaphore?.Leases.TryEnd(_lease) == true)
            _semaphore.Core.GiveBack(Count);
    }

    /// <summary>Never gives the permits back: the semaphore has so many fewer from now on. Nothing when they are not held.</summary>
    public void Forget()
    {
        if (_semaphore?.Leases.TryEnd(_lease) == true)
            _semaphore.Core.Forget(Count);
    }
}
