using Fearless.Atomics;

namespace Fearless.Plumbing;

/// <summary>Turns after a number of items.</summary>
internal sealed class CountGate<T>(GateSide open, long count) : Gate<T>(open)
    where T : allows ref struct
{
    // Read relaxed: it publishes nothing.
    private AtomicLong _before;

    protected override bool HasTurned => _before.ReadRelaxed() >= count;

    // Looks first, so that the counter is written no more once it is over.
    protected override bool IsBehind(T item) => HasTurned || _before.Increment() > count;
}
