using Fearless.Collections;

namespace Fearless.Scheduling;

/// <summary>That a job is not done: what its executor pushed since it started is part of it.</summary>
internal readonly struct StillExecuting(HeapJob job) : IStealCondition
{
    public bool Holds => !job.Done.IsSet;
}
