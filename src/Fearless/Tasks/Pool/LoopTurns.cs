using Fearless.Atomics;

namespace Fearless.Tasks;

/// <summary>Whether a loop on a pool rests, is queued for a turn, or has one: at most one worker runs it at a time, and no wake-up is lost.
/// </summary>
/// <remarks>
/// <para>A mutable struct: keep it in a field that is not <c>readonly</c>.</para>
/// <para><b>Protocol.</b> Of all who wake a loop that rests, one queues it. Whoever wakes it while it runs leaves a note, and the worker
/// queues it again. What was done before a <see cref="Wake"/> is seen by the turn that it causes, and by one that begins later than it.</para>
/// </remarks>
internal struct LoopTurns(LoopTurns.State state)
{
    private AtomicInt _state = new((int)state);

    /// <summary>What is going on with the loop.</summary>
    public enum State
    {
        /// <summary>Nobody runs it, and it is not queued.</summary>
        Rests,

        /// <summary>A worker runs it, and nobody has woken it since it began to.</summary>
        Runs,

        /// <summary>It is queued; or it runs and will be, since it was woken.</summary>
        Woken,
    }

    /// <summary>Wakes it. Any thread. True when the caller has to queue it.</summary>
    // ORDERING: a full fence; what the caller did before is seen by the turn that takes this back by an exchange of its own.
    public bool Wake() => _state.Exchange((int)State.Woken) == (int)State.Rests;

    /// <summary>Begins a turn, of a loop that was queued.</summary>
    // ORDERING: a full fence before the loop looks at what there is for it. Whoever found it queued did what it did before that.
    public void Begin() => _state.Exchange((int)State.Runs);

    /// <summary>Ends a turn with nothing left to do. False when it was woken meanwhile: the caller has to queue it. Otherwise another worker may
    /// run it by now.</summary>
    public bool TryRest() => _state.CompareAndSet((int)State.Runs, (int)State.Rests);

    /// <summary>Ends a turn with something left to do: the caller has to queue it.</summary>
    // Relaxed: the queue orders this turn before the next. A wake-up that comes before or after finds no rest, and queues nothing.
    public void Continue() => _state.WriteRelaxed((int)State.Woken);
}
