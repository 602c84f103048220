namespace Fearless.Pipelines;

/// <summary>How a lane, or all lanes of a stage, spent their time, in ticks of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
internal readonly record struct LaneTimes(long Busy, long Starved, long Blocked)
{
    public static LaneTimes operator +(LaneTimes left, LaneTimes right) =>
        new(left.Busy + right.Busy, left.Starved + right.Starved, left.Blocked + right.Blocked);
}
