namespace Fearless.Pipelines;

/// <summary>How far a run of a pipeline has come.</summary>
/// <remarks>The counts of one stage are read one after the other while it works, so they may be a few items apart.</remarks>
public class PipelineProgress
{
    internal PipelineProgress(TimeSpan elapsed, IReadOnlyList<StageReport> stages)
    {
        Elapsed = elapsed;
        Stages = stages;
    }

    /// <summary>How long the run has taken so far.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>Every stage, sources included, each before those that it feeds.</summary>
    public IReadOnlyList<StageReport> Stages { get; }

    /// <summary>The stage that holds the others up: the one that was busy for the largest share of the time. To make the whole faster, make
    /// this one faster, or give it more threads.</summary>
    public StageReport Bottleneck => Stages.MaxBy(static stage => stage.BusyShare)!;

    /// <summary>The items that left the last stage.</summary>
    public long Completed => Stages[^1].Produced;
}
