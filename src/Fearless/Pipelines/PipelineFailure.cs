namespace Fearless.Pipelines;

/// <summary>A failure in a run of a pipeline.</summary>
/// <param name="Stage">The name of the stage that failed; <c>progress</c> for the callback.</param>
/// <param name="Item">The item that the stage had in hand; null when it had none, as when the source fails.</param>
/// <param name="Exception">What was thrown.</param>
public sealed record PipelineFailure(string Stage, object? Item, Exception Exception);
