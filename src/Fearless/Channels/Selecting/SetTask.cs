using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>The wait of a <see cref="SelectSet"/> that is awaited. It only says how it ended.</summary>
internal sealed class SetTask(SetCore set) : TaskContext<int>
{
    /// <summary>Whether another wait can use this object, too.</summary>
    public bool IsReusable => CanBeReused;

    /// <summary>Waits for a signal, or for an operation that meets another wait.</summary>
    public ValueTask<int> WaitAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        short version = Version;
        Begin(deadline, cancellationToken);
        if (!Suspend())
            CompleteWithOutcome(Outcome);
        return new ValueTask<int>(this, version);
    }

    public override int GetResult(short token) => End(token);

    public override void Execute() => CompleteWithOutcome(Outcome);

    protected override bool Register() => set.BeginWait(this);

    // The operations are taken out where the set is awaited; until then no one can end the wait again.
    protected override void Unregister()
    {
    }

    protected override void CompleteCancelled() => CompleteWithOutcome(WaitOutcome.Cancelled);
}
