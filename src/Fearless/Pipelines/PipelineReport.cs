using System.Runtime.ExceptionServices;

namespace Fearless.Pipelines;

/// <summary>How a run of a pipeline ended, and what became of every item.</summary>
/// <remarks>A failure of a stage is in the report, and not thrown by the run: call <see cref="ThrowIfFailed"/> where nobody looks at the
/// report.</remarks>
public sealed class PipelineReport : PipelineProgress
{
    private readonly CancellationToken _token;

    internal PipelineReport(
        PipelineOutcome outcome,
        TimeSpan elapsed,
        IReadOnlyList<StageReport> stages,
        IReadOnlyList<PipelineFailure> failures,
        CancellationToken token)
        : base(elapsed, stages)
    {
        Outcome = outcome;
        Failures = failures;
        _token = token;
    }

    /// <summary>How the run ended.</summary>
    public PipelineOutcome Outcome { get; }

    /// <summary>Everything that was thrown, the first first.</summary>
    public IReadOnlyList<PipelineFailure> Failures { get; }

    /// <summary>Items that failed, over all stages.</summary>
    public long Failed => Stages.Sum(static stage => stage.Failed);

    /// <summary>Items that were in the pipeline when it was stopped, and that the stage before which they were has not processed.</summary>
    public long NotStarted => Stages.Sum(static stage => stage.NotStarted);

    /// <summary>Throws if the run did not complete.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <exception cref="Exception">The first failure, as it was thrown; the others are reached by
    /// <see cref="SuppressedExceptions.GetSuppressed"/>.</exception>
    public void ThrowIfFailed()
    {
        if (Outcome == PipelineOutcome.Completed)
            return;
        if (Outcome == PipelineOutcome.Cancelled)
            throw new OperationCanceledException("The pipeline was cancelled before all items were done.", _token);

        // What a cancellation threw is a consequence, and must not hide the cause.
        Exception[] thrown = [.. Failures.Select(static failure => failure.Exception).OrderBy(static e => e is OperationCanceledException)];
        foreach (Exception further in thrown.Skip(1))
            thrown[0].Suppress(further);
        ExceptionDispatchInfo.Throw(thrown[0]);
    }
}
