using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless;

/// <summary>An event that happens once and that one thread waits for.</summary>
/// <remarks>
/// One word: null, then perhaps the parker of the waiting thread, then <see cref="Done"/>, which is final. A mutable struct: a field of the
/// object that completes.
/// <para><b>Memory ordering.</b> What happens before <see cref="Set"/> happens
/// before a wait, or a look at <see cref="IsSet"/>, that sees it.</para>
/// </remarks>
internal struct SingleWaiterCompletion
{
    private static readonly object Done = new();

    private AtomicRef<object> _state;

    /// <summary>Whether it has happened.</summary>
    public readonly bool IsSet => ReferenceEquals(_state.Read(), Done);

    /// <summary>Makes it happen; again does nothing. Never blocks and never throws.</summary>
    public void Set()
    {
        // ORDERING: a full fence that takes the waiter and publishes the completion in one step; pairs with the compare-and-swap in
        // Wait. Either this sees the waiter and wakes it, or the waiter's compare-and-swap fails and it does not park.
        // RACE: the waiter may see the completion before it is unparked, and leave; its parker keeps a token, which the loops
        // of later waits take for what it is: a reason to look again.
        if (_state.Exchange(Done) is Parker waiter)
            waiter.Unparker.Unpark();
    }

    /// <summary>Waits without limit, whatever <see cref="Thread.Interrupt"/> does; an interrupt is kept for the thread's next wait.
    /// Nothing that is thrown on the way, for want of memory say, leaves before it has happened.</summary>
    public void Wait()
    {
        var deferred = new DeferredFailure();
        while (!IsSet)
        {
            try
            {
                Wait(Deadline.Never, CancellationToken.None);
            }
            catch (Exception exception)
            {
                deferred.Add(exception);
            }
        }
        deferred.Raise();
    }

    /// <summary>Waits. One thread at a time.</summary>
    /// <returns>Whether it happened before the deadline.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public bool Wait(Deadline deadline, CancellationToken cancellationToken)
    {
        if (IsSet)
            return true;
        cancellationToken.ThrowIfCancellationRequested();
        // A look only: neither spins nor lets itself be woken.
        if (deadline.HasPassed)
            return false;
        if (SpinUntilSet())
            return true;

        Parker parker = ThreadParker.Current;
        if (!_state.CompareAndSet(null, parker))
            return true;
        try
        {
            while (!IsSet && parker.Park(deadline, cancellationToken))
            {
            }
        }
        finally
        {
            // Takes itself back when it gives up. RACE: fails when the completion came meanwhile, and then it counts.
            _state.CompareAndSet(parker, null);
        }
        return IsSet;
    }

    private readonly bool SpinUntilSet()
    {
        ref AdaptiveSpin spin = ref AdaptiveSpin.Current;
        for (int left = spin.Begin(); left > 0; left--)
        {
            AdaptiveSpin.Pause();
            if (!IsSet)
                continue;
            spin.Succeeded();
            return true;
        }
        spin.Failed();
        return false;
    }
}
