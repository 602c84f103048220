using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>One wait for one event: a node of a <see cref="Completion"/>. It is used once.</summary>
internal abstract class Waiter
{
    private const int Waiting = 0;
    private const int Signalled = 1;
    private const int Abandoned = 2;

    private AtomicInt _state;
    private AtomicRef<Waiter> _next;

    /// <summary>Whether the event came before the wait was given up.</summary>
    public bool IsSignalled => _state.Read() == Signalled;

    /// <summary>Whether the wait was given up before the event came.</summary>
    public bool IsAbandoned => _state.ReadRelaxed() == Abandoned;

    /// <summary>The node below in the stack.</summary>
    public ref AtomicRef<Waiter> Next => ref _next;

    /// <summary>Ends the wait because the event came. Does nothing when it was given up. Never runs code of the waiting side.</summary>
    public void Signal()
    {
        // ORDERING: the state before the wake, so that the woken thread, which looks at the state, finds it.
        if (_state.CompareAndSet(Waiting, Signalled))
            Wake();
    }

    /// <summary>Ends the wait because of a timeout or a cancellation. False when the event came first: then the wait succeeded.</summary>
    public bool TryAbandon() => _state.CompareAndSet(Waiting, Abandoned);

    /// <summary>Makes the waiting side go on. Once, after the state is final.</summary>
    protected abstract void Wake();
}
