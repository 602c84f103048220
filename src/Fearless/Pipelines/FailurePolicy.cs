namespace Fearless.Pipelines;

/// <summary>What a pipeline does when a stage, its source or its progress callback fails.</summary>
public enum FailurePolicy
{
    /// <summary>The first failure stops the source and everything else but what is downstream of it, which finishes the items that have got
    /// past. The default.</summary>
    FinishDownstream,

    /// <summary>The first failure stops everything; items that are in the middle of a stage are finished by that stage.</summary>
    StopAll,

    /// <summary>The item that failed is left out, and all others go on. Failures are kept until the end, so a run in which every item fails
    /// keeps every item.</summary>
    Continue,
}
