namespace Fearless.Pipelines;

/// <summary>What one stage of a pipeline has done so far, or at the end.</summary>
/// <remarks>At the end every item that arrived is in exactly one of <see cref="Done"/>, <see cref="Failed"/> and <see cref="NotStarted"/>.
/// The three shares add up to 1 while all threads of the stage are alive; what is missing later is the time since they ended.</remarks>
public sealed record StageReport
{
    internal StageReport(string name, int degree)
    {
        Name = name;
        Degree = degree;
    }

    /// <summary>What the stage is called.</summary>
    public string Name { get; }

    /// <summary>How many items the stage works on at the same time, at most.</summary>
    public int Degree { get; }

    /// <summary>Items that the stage has finished; for a source, that were taken from it.</summary>
    public long Done { get; internal init; }

    /// <summary>Items at which the stage failed. A source that fails counts one.</summary>
    public long Failed { get; internal init; }

    /// <summary>Items that arrived and were not begun, or were cut short, because the run was stopped.</summary>
    public long NotStarted { get; internal init; }

    /// <summary>Items that the stage has handed on. It differs from <see cref="Done"/> where a stage leaves items out, gathers them or makes
    /// several of one.</summary>
    public long Produced { get; internal init; }

    /// <summary>Items that wait before the stage at this moment; 0 for a source.</summary>
    public int Queued { get; internal init; }

    /// <summary>How many items may wait before the stage; 0 for a source.</summary>
    public int Capacity { get; internal init; }

    /// <summary>Items done per second: since the report before, or over the whole run in the last one.</summary>
    public double Rate { get; internal init; }

    /// <summary>The share of the run's time, from 0 to 1 and averaged over its threads or calls, in which the stage worked.</summary>
    public double BusyShare { get; internal init; }

    /// <summary>The share of the run's time in which the stage waited for items.</summary>
    public double StarvedShare { get; internal init; }

    /// <summary>The share of the run's time in which the stage waited for room before the next one.</summary>
    public double BlockedShare { get; internal init; }
}
