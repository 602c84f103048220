namespace Fearless.Scheduling;

/// <summary>Whether a worker's thread runs, and if not, what it waits for.</summary>
internal enum WorkerState
{
    /// <summary>It runs.</summary>
    Awake = 0,

    /// <summary>It found nothing to do, and is counted in <see cref="IdleWorkers"/>.</summary>
    Idle = 1,

    /// <summary>It is a spare that is not needed.</summary>
    Retired = 2,

    /// <summary>It waits for something that others do, and a spare may stand in for it.</summary>
    Blocked = 3,
}
