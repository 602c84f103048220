namespace Fearless.Pipelines;

/// <summary>How a run of a pipeline ended.</summary>
public enum PipelineOutcome
{
    /// <summary>Every item of the source went through every stage that it had to go through.</summary>
    Completed,

    /// <summary>Something failed; <see cref="PipelineReport.Failures"/> says what.</summary>
    Failed,

    /// <summary>The token was cancelled before everything was done, and nothing failed on its own.</summary>
    Cancelled,
}
