using Fearless.Atomics;

namespace Fearless.Collections;

/// <summary>Finds out that two threads are inside of what belongs to one. A diagnosis, not a lock: it may miss them.</summary>
/// <remarks>A mutable struct: keep it in a field that is not <c>readonly</c>.</remarks>
internal struct OwnerGuard
{
    private AtomicInt _inside;

    /// <summary>Says that the calling thread is inside from now on.</summary>
    /// <exception cref="InvalidOperationException">Another thread is.</exception>
    public void Enter()
    {
        if (_inside.Exchange(1) != 0)
        {
            throw new InvalidOperationException(
                "Two threads use this worker at the same time. A worker belongs to one thread at a time: give the others its Stealer.");
        }
    }

    /// <summary>Says that it has left.</summary>
    public void Exit() => _inside.Write(0);
}
