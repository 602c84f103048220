using Fearless.Atomics;

namespace Fearless.Collections;

/// <summary>What some threads of a list share, so that not all of them write to the same cache line.</summary>
internal struct SkipStripe
{
    /// <summary>Insertions less removals of these threads; may be negative, as one may remove what another has inserted.</summary>
    public AtomicLong Count;

    /// <summary>The state of the random numbers.</summary>
    public AtomicInt Seed;
}
