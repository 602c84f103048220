namespace Fearless.Sync;

/// <summary>The wait of a thread that is blocked.</summary>
internal sealed class ThreadWaiter : Waiter
{
    private readonly Parker _parker = ThreadParker.Current;

    /// <summary>Blocks the calling thread until <paramref name="completion"/> is set.
    /// Neither time nor <see cref="Thread.Interrupt"/> ends it earlier.</summary>
    public static void WaitFor(ref Completion completion)
    {
        var waiter = new ThreadWaiter();
        if (!completion.TryRegister(waiter))
            return;
        while (!waiter.IsSignalled)
            waiter._parker.ParkUninterruptibly();
    }

    /// <summary>Blocks the calling thread until <paramref name="completion"/> is set, <paramref name="deadline"/> has passed, or
    /// <paramref name="cancellationToken"/> is cancelled.</summary>
    /// <returns>Whether the completion was set.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before the completion was set.</exception>
    public static bool WaitFor(ref Completion completion, Deadline deadline, CancellationToken cancellationToken)
    {
        var waiter = new ThreadWaiter();
        if (!completion.TryRegister(waiter))
            return true;
        bool isSet = false;
        try
        {
            return isSet = waiter.Wait(deadline, cancellationToken);
        }
        finally
        {
            if (!isSet)
                completion.Sweep();
        }
    }

    /// <summary>Blocks the thread that created this waiter until the event comes or the wait is given up.</summary>
    /// <returns>True when the event came; false when <paramref name="deadline"/> passed first, and the waiter is then abandoned.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/>
    /// was cancelled first, and the waiter is then abandoned.</exception>
    public bool Wait(Deadline deadline, CancellationToken cancellationToken)
    {
        try
        {
            while (!IsSignalled)
            {
                if (!_parker.Park(deadline, cancellationToken))
                    return !TryAbandon();
            }
            return true;
        }
        catch
        {
            if (TryAbandon())
                throw;
            // The event came at the same time, and wins: the caller has what it waited for.
            return true;
        }
    }

    // RACE: the thread may have seen the state and gone already; the token is then left over, which every user of its parker allows for.
    protected override void Wake() => _parker.Unparker.Unpark();
}
