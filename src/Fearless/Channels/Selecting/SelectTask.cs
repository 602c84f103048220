using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>The wait of an asynchronous selection. It only says how it ended: the operation is finished, and the user's code runs, where
/// the selection is awaited.</summary>
internal sealed class SelectTask(SelectionCore selection) : TaskContext<int>
{
    private SelectionGoal _goal;

    /// <summary>Registers all arms and waits for one.</summary>
    /// <returns>One of <see cref="WaitOutcome"/>.</returns>
    public ValueTask<int> WaitAsync(SelectionGoal goal, Deadline deadline, CancellationToken cancellationToken)
    {
        short version = Version;
        _goal = goal;
        Begin(deadline, cancellationToken);
        if (!Suspend())
            CompleteWithOutcome(Outcome);
        return new ValueTask<int>(this, version);
    }

    public override int GetResult(short token) => End(token);

    /// <summary>Whether the next wait can use this object, too.</summary>
    public bool IsReusable => CanBeReused;

    public override void Execute() => CompleteWithOutcome(Outcome);

    protected override bool Register() => selection.Register(this, _goal);

    // The arms are taken out where the selection is awaited; until then no one can end the wait again.
    protected override void Unregister()
    {
    }

    protected override void CompleteCancelled() => CompleteWithOutcome(WaitOutcome.Cancelled);
}
