namespace Fearless.Sync;

/// <summary>A thread that blocks until it has entered a synchronizer.</summary>
/// <remarks>Each thread keeps one, so that blocking allocates nothing.</remarks>
internal sealed class ThreadEntry : ThreadContext
{
    [ThreadStatic]
    private static ThreadEntry? _ofThisThread;

    private readonly WaitNode<long> _node;

    private ThreadEntry() => _node = new WaitNode<long>(this, WaitOutcome.FirstOperation);

    /// <summary>Enters.</summary>
    /// <returns>False when the deadline has passed.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before it was entered.</exception>
    public static bool Enter(
        Synchronizer synchronizer, long request, Deadline deadline, CancellationToken cancellationToken, out long lease)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return synchronizer.TryEnter(request, out lease)
            || (!deadline.HasPassed && WaitAndEnter(synchronizer, request, deadline, cancellationToken, out lease));
    }

    private static bool WaitAndEnter(
        Synchronizer synchronizer, long request, Deadline deadline, CancellationToken cancellationToken, out long lease)
    {
        // Taken away while it is in use: a foreign clock is the user's code, and may lock something itself.
        ThreadEntry entry = OfThisExecution(_ofThisThread) ?? new ThreadEntry();
        _ofThisThread = null;
        try
        {
            return (!synchronizer.IsInOrder && entry.LookAndEnter(synchronizer, request, out lease))
                || entry.EnterOrGiveUp(synchronizer, request, deadline, cancellationToken, out lease);
        }
        finally
        {
            _ofThisThread = entry;
        }
    }

    /// <summary>Tries a few times, before anybody is asked to wake this thread.</summary>
    private bool LookAndEnter(Synchronizer synchronizer, long request, out long lease)
    {
        WaitLook look = Spin.Begin();
        while (look.Next())
        {
            if (synchronizer.TryEnter(request, out lease))
            {
                Spin.Succeeded(look);
                return true;
            }
        }
        Spin.Failed(look);
        lease = default;
        return false;
    }

    private bool EnterOrGiveUp(
        Synchronizer synchronizer, long request, Deadline deadline, CancellationToken cancellationToken, out long lease)
    {
        var patience = new LockPatience();
        patience.Begin();
        int outcome = WaitOutcome.Aborted;
        try
        {
            while (!synchronizer.TryEnter(request, out lease))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (deadline.HasPassed)
                    return false;
                if (outcome == WaitOutcome.FirstOperation)
                    patience.LoseRace(synchronizer);
                if (!WaitInQueue(synchronizer, request, deadline, cancellationToken, out outcome))
                    continue;
                lease = synchronizer.LeaseOf(_node);
                break;
            }
            return true;
        }
        finally
        {
            patience.End(synchronizer);
        }
    }

    /// <summary>Waits until it is chosen, or gives up.</summary>
    /// <returns>Whether it was given what it asks for.</returns>
    private bool WaitInQueue(
        Synchronizer synchronizer, long request, Deadline deadline, CancellationToken cancellationToken, out int outcome)
    {
        outcome = WaitOutcome.Aborted;
        _node.Value.Write(request);
        Arm();
        try
        {
            if (synchronizer.Register(_node))
                TrySelect(WaitOutcome.Aborted);
            else if (synchronizer.IsInOrder)
                SpinWhileWaiting();
            outcome = Wait(deadline, cancellationToken);
        }
        catch (Exception exception)
        {
            // As where a wait is chosen at the same time: what was given to it is the caller's, and an interrupt comes up at the next wait.
            if (!synchronizer.Unregister(_node))
                throw;
            if (exception is ThreadInterruptedException)
                Thread.CurrentThread.Interrupt();
            return true;
        }
        // Chosen, it was taken out by whoever chose it.
        return outcome == Synchronizer.Handed || (outcome < WaitOutcome.FirstOperation && synchronizer.Unregister(_node));
    }
}
