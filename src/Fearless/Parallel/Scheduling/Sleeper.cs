using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Scheduling;

/// <summary>The sleep of one worker: what it waits for, who may end it, and the counts that follow.</summary>
/// <remarks>The worker alone leaves <see cref="WorkerState.Awake"/>; whoever brings it back, by compare-and-swap, keeps the counts and
/// unparks it.</remarks>
internal sealed class Sleeper(Scheduler scheduler)
{
    private readonly Parker _parker = new();
    private AtomicInt _state;

    public WorkerState State => (WorkerState)_state.Read();

    /// <summary>Says that the worker is about to sleep (full fence). Worker's thread only.</summary>
    public void Fall(WorkerState state) => _state.Exchange((int)state);

    /// <summary>Sleeps until woken. Worker's thread only, after <see cref="Fall"/>.</summary>
    public void Sleep() => Sleep(Deadline.Never);

    /// <summary>Sleeps until woken, but no longer than until <paramref name="deadline"/>. Worker's thread only, after
    /// <see cref="Fall"/>.</summary>
    public void Sleep(Deadline deadline)
    {
        // A token of an earlier wake may be left; only the state counts.
        while (State != WorkerState.Awake)
        {
            if (!_parker.ParkUninterruptibly(deadline))
                Wake();
        }
    }

    /// <summary>Wakes the worker if it sleeps, whatever for. Any thread, the worker's own too when it has second thoughts.</summary>
    public void Wake()
    {
        // A worker that another has woken at the same time may sleep again already, for another reason; one more look does it no harm.
        if (!TryWake(WorkerState.Idle) && !TryWake(WorkerState.Blocked))
            TryWake(WorkerState.Retired);
    }

    /// <summary>Wakes the worker if it sleeps as <paramref name="state"/>. Any thread. True when this call did it.</summary>
    public bool TryWake(WorkerState state)
    {
        if (State != state || !_state.CompareAndSet((int)state, (int)WorkerState.Awake))
            return false;
        if (state == WorkerState.Idle)
            scheduler.Idle.SleepingToSearching();
        else if (state == WorkerState.Retired)
            scheduler.SpareReturns();
        _parker.Unparker.Unpark();
        return true;
    }
}
