using Fearless.Atomics;

namespace Fearless.Sorting;

/// <summary>What all jobs of one step of a sort share: how small to divide, whether to end early, and what failed.</summary>
internal class SortOperation(int grain, CancellationToken cancellationToken)
{
    private FailureCollector _failures;

    // Relaxed, both: flags that publish nothing. Whoever has waited for a job that saw one set sees it set as well.
    private AtomicBool _stopped;
    private AtomicBool _canceled;

    /// <summary>Pieces of no more elements are left to one worker. INVARIANT: two at least, so that both parts of what is divided are
    /// smaller than it.</summary>
    public int Grain { get; } = Math.Max(grain, 2);

    /// <summary>Whether work that has not begun is to be left undone: after a failure, or once cancellation was asked for.</summary>
    public bool ShouldStop()
    {
        if (_stopped.ReadRelaxed())
            return true;
        if (!cancellationToken.IsCancellationRequested)
            return false;
        _canceled.WriteRelaxed(true);
        _stopped.WriteRelaxed(true);
        return true;
    }

    /// <summary>Whether a failure or a cancellation has already left something undone.</summary>
    public bool Stopped => _stopped.ReadRelaxed();

    /// <summary>Keeps a failure and stops the other jobs at their next step.</summary>
    public void Fail(Exception exception)
    {
        _failures.Add(exception);
        _stopped.WriteRelaxed(true);
    }

    /// <summary>Reports how the sort ended, after all its jobs have. A failure wins over a cancellation.</summary>
    public void ThrowIfStopped()
    {
        _failures.ThrowIfAny();
        if (_canceled.ReadRelaxed())
            throw new OperationCanceledException(cancellationToken);
    }
}
