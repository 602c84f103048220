using Fearless.Atomics;

namespace Fearless.Scheduling;

/// <summary>What one worker has done. Written by its thread alone, read by anyone: a reader may see a count a moment late.</summary>
internal struct WorkerCounters
{
    /// <summary>Forks that were opened while <see cref="Scheduler.CountsForks"/> was set.</summary>
    public AtomicLong Forks;

    /// <summary>Forks that were moved to the heap so that another worker could take them.</summary>
    public AtomicLong Promotions;

    /// <summary>Jobs taken from other workers.</summary>
    public AtomicLong Steals;

    /// <summary>Times the worker went to sleep.</summary>
    public AtomicLong Parks;
}
