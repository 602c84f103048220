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
        switch (Loop.RunOnWorker())
        {
            case TurnEnd.More:
                _turns.Continue();
                Queue(isNext: false);
                break;
            case TurnEnd.Rest when !_turns.TryRest():
                Queue(isNext: false);
                break;
            case TurnEnd.Last:
                // Never at rest again: whoever wakes it from now on finds nothing to queue.
                Loop.Finish();
                break;
        }
    }

    /// <summary>Queues the first turn. Once, before anything else.</summary>
    public void Start() => Queue(isNext: true);

    /// <summary>Has the loop run, or run again. Any thread.</summary>
    public void Wake()
    {
        if (_turns.Wake())
            Queue(isNext: EventLoop.Current is not PoolLoop { IsSlow: true });
    }

    // One that is woken by another is run by the same worker, as soon as that is done: what the one has for the other is at hand there. But
    // whoever wakes another and then computes for long must not keep it from other workers.
    private void Queue(bool isNext) => Loop.Pool.Scheduler.EnqueueDetached(this, isNext);
}
