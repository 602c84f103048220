using Fearless.Scheduling;
using Fearless.Sync;

namespace Fearless.Tasks;

/// <summary>A turn of a loop on a pool: what lies in the queues of the workers. One object for all turns, since there is one at a time.</summary>
internal sealed class PoolTurn : Job, IWakeable
{
    private LoopTurns _turns = new(LoopTurns.State.Woken);

    /// <summary>Whose turns these are. Written once, before the first.</summary>
    public PoolLoop Loop { get; set; } = null!;

    public override bool IsDetached => true;

    public override void Execute(Worker worker, bool migrated)
    {
        _turns.Begin();
        switch (Loop.RunOn(worker))
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
                break;
        }
    }

    /// <summary>Queues the first turn. Once, before anything else.</summary>
    public void Start() => QueueNext();

    /// <summary>Has the loop run, or run again. Any thread.</summary>
    public void Wake()
    {
        if (_turns.Wake())
            QueueNext();
    }

    private void Queue() => Loop.Pool.Scheduler.EnqueueDetached(this, isNext: false);

    // One that is woken by another is run by the same worker, as soon as that is done: what the one has for the other is at hand there. But
    // whoever wakes it and then computes for long must not keep it from other workers: neither a slow loop nor any other job.
    private void QueueNext() => Loop.Pool.Scheduler.EnqueueDetached(this, isNext: EventLoop.Current is PoolLoop { IsSlow: false });
}
