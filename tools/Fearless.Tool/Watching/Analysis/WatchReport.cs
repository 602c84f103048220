using Fearless.Tool.Watching.Stacks;

namespace Fearless.Tool.Watching.Analysis;

/// <summary>What was measured of a process.</summary>
internal sealed record WatchReport
{
    /// <summary>What takes less of the time is not told to people.</summary>
    public const double LeastShare = 0.005;

    /// <summary>For how long it was looked at, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>How many cores it could use.</summary>
    public required int Cores { get; init; }

    /// <summary>At how many moments.</summary>
    public required int Moments { get; init; }

    /// <summary>The share of the time in which the whole program did what; they add up to one.</summary>
    public required IReadOnlyDictionary<Activity, double> Program { get; init; }

    /// <summary>The shares of what threads did, without those that were idle; they add up to one.</summary>
    public required IReadOnlyDictionary<Activity, double> Threads { get; init; }

    /// <summary>How many threads computed at once, on average while any did.</summary>
    public required double Parallelism { get; init; }

    /// <summary>How many threads computed or waited for a lock, on average while any did.</summary>
    public required double WouldCompute { get; init; }

    /// <summary>The paths, those that took longest first.</summary>
    public required IReadOnlyList<PathShare> Paths { get; init; }

    /// <summary>Those that took long enough to be told of.</summary>
    public IEnumerable<PathShare> HotPaths => Paths.Where(path => path.Share >= LeastShare || path.ThreadSeconds >= LeastShare * Seconds);

    public required IReadOnlyList<LockUse> Locks { get; init; }

    /// <summary>The locks that were waited for long enough to be told of.</summary>
    public IEnumerable<LockUse> HotLocks => Locks.Where(use => use.Seconds >= LeastShare * Seconds);

    public required PoolUse Pool { get; init; }

    public required IReadOnlyList<ThreadShare> EachThread { get; init; }

    public required Timeline Timeline { get; init; }

    public required int Collections { get; init; }

    public required int EventsLost { get; init; }

    /// <summary>What follows from it, what matters most first.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];
}
