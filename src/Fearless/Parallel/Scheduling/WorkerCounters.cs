namespace Fearless.Scheduling;

/// <summary>What one worker has done. Written by its thread alone, read by anyone: a reader may see a count a moment late.</summary>
internal struct WorkerCounters
{
    /// <summary>Forks that were moved to the heap so that another worker could take them.</summary>
    public long Promotions;

    /// <summary>Jobs taken from other workers.</summary>
    public long Steals;

    /// <summary>Times the worker went to sleep.</summary>
    public long Parks;
}
