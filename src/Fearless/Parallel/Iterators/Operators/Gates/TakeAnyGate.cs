using Fearless.Atomics;

namespace Fearless.Plumbing;

/// <summary>Lets a number of items pass.</summary>
internal sealed class TakeAnyGate<T>(long count) : Gate<T>
    where T : allows ref struct
{
    // Read relaxed: it publishes nothing.
    private AtomicLong _admitted;

    public override bool IsClosed => _admitted.ReadRelaxed() >= count;

    // Looks first, so that the counter is written no more once it is over.
    public override bool Admits(T item) => !IsClosed && _admitted.Increment() <= count;
}
