using Fearless.Atomics;

namespace Fearless.Plumbing;

/// <summary>Holds items back until a predicate refuses any.</summary>
internal sealed class SkipAnyWhileGate<T>(Func<T, bool> predicate) : Gate<T>
    where T : allows ref struct
{
    // Relaxed: it publishes nothing.
    private AtomicBool _isOpen;

    public override bool Admits(T item)
    {
        if (_isOpen.ReadRelaxed())
            return true;
        if (predicate(item))
            return false;
        _isOpen.WriteRelaxed(true);
        return true;
    }
}
