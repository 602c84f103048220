using Fearless.Scheduling;
using Fearless.Sync;

namespace Fearless.Tasks;

/// <summary>A turn of a loop on a pool: what lies in the queues of the workers. One object for all turns, since there is one at a time.</summary>
internal sealed class PoolTurn : Job, IWakeable
{
    private LoopTurns _turns;

    /// <summary>Whose turns these are. Written once, before the first.</summary>
    public PoolLoop Loop { get; set; } = null!;

    public override bool IsDetached => true;

    public override void Execute(Worker worker, bool migrated)
    {
        _turns.Begin();
        switch (Loop.RunOnWorker())
        {
            case TurnEnd.More:
                _turns.Continue();
                Queue();
                break;
            case TurnEnd.Rest when !_turns.TryRest():
                Queue();
                break;
            case TurnEnd.Last:
                // Never at rest again: whoever wakes it from now on finds nothing to queue.
                Loop.Finish();
                break;
        }
    }

    /// <summary>Has the loop run, or run again. Any thread.</summary>
    public void Wake()
    {
        if (_turns.Wake())
            Queue();
    }

    // First in, first out: a loop that others wake again and again must not keep the older ones from their turns.
    private void Queue() => Loop.Pool.Scheduler.EnqueueFifo(this);
}
