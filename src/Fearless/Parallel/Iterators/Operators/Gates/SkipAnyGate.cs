using Fearless.Atomics;

namespace Fearless.Plumbing;

/// <summary>Holds a number of items back.</summary>
internal sealed class SkipAnyGate<T>(long count) : Gate<T>
    where T : allows ref struct
{
    private AtomicLong _refused;

    // Looks first, so that the counter is written no more once it is over; relaxed, since it publishes nothing.
    public override bool Admits(T item) => _refused.ReadRelaxed() >= count || _refused.Increment() > count;
}
