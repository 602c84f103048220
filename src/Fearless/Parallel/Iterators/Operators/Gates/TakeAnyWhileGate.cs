using Fearless.Atomics;

namespace Fearless.Plumbing;

/// <summary>Lets items pass until a predicate refuses any.</summary>
internal sealed class TakeAnyWhileGate<T>(Func<T, bool> predicate) : Gate<T>
    where T : allows ref struct
{
    // Relaxed: it publishes nothing.
    private AtomicBool _isClosed;

    public override bool IsClosed => _isClosed.ReadRelaxed();

    public override bool Admits(T item)
    {
        if (IsClosed)
            return false;
        if (predicate(item))
            return true;
        _isClosed.WriteRelaxed(true);
        return false;
    }
}
