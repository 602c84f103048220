using Fearless.Atomics;

namespace Fearless.Plumbing;

/// <summary>Turns when a predicate refuses any item.</summary>
internal sealed class RefusalGate<T>(GateSide open, Func<T, bool> predicate) : Gate<T>(open)
    where T : allows ref struct
{
    // Relaxed: it publishes nothing.
    private AtomicBool _hasTurned;

    protected override bool HasTurned => _hasTurned.ReadRelaxed();

    protected override bool IsBehind(T item)
    {
        if (HasTurned)
            return true;
        if (predicate(item))
            return false;
        _hasTurned.WriteRelaxed(true);
        return true;
    }
}
