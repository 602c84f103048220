namespace Fearless.Testing;

/// <summary>How to check, and when to stop.</summary>
public sealed record ModelOptions
{
    /// <summary>How to go through the executions.</summary>
    public ModelStrategy Strategy { get; init; } = ModelStrategy.Exhaustive;

    /// <summary>How often a thread may be interrupted that could go on, in one execution; null for no bound. Most bugs show with two. The
    /// search then goes from none upwards, so that the first failure has the fewest.</summary>
    public int? PreemptionBound { get; init; }

    /// <summary>Whether to explore the reorderings that .NET's memory model allows, or interleavings only.</summary>
    public bool WeakMemory { get; init; } = true;

    /// <summary>The most executions to run.</summary>
    public long MaxExecutions { get; init; } = long.MaxValue;

    /// <summary>How long to go on. The check then returns, and its report says that it was not exhaustive.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The most steps of an execution; more are reported as a livelock.</summary>
    public int MaxSteps { get; init; } = 5000;

    /// <summary>Where the random strategies begin. The same seed explores the same executions.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many changes of priority <see cref="ModelStrategy.Pct"/> makes in an execution, plus one.</summary>
    public int PctDepth { get; init; } = 3;

    /// <summary>A schedule from a report: only that execution is run.</summary>
    public string? Replay { get; init; }

    /// <summary>Whether to leave out executions that are equivalent to others. For tests, which compare.</summary>
    internal bool Reduces { get; init; } = true;

    /// <summary>Whether full fences are steps of their own that take effect in the order in which they are executed: true to the
    /// letter, and slow, as all their orders are explored. For tests, which compare.</summary>
    internal bool OrdersFences { get; init; }
}
