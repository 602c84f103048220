namespace Fearless.Sync;

/// <summary>A thread that blocks until it has a lock.</summary>
/// <remarks>Each thread keeps one, so that blocking allocates nothing.</remarks>
internal sealed class MutexWait : ThreadContext
{
    [ThreadStatic]
    private static MutexWait? _ofThisThread;

    private readonly WaitNode _node;

    private MutexWait() => _node = new WaitNode(this, WaitOutcome.FirstOperation);

    /// <summary>Takes the lock, after an attempt that was in vain.</summary>
    /// <returns>False when the deadline has passed.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before the lock was held.</exception>
    public static bool Enter(MutexCore core, Deadline deadline, CancellationToken cancellationToken, out long lease)
    {
        // Taken away while it is in use: a foreign clock is the user's code, and may lock something itself.
        MutexWait wait = OfThisExecution(_ofThisThread) ?? new MutexWait();
        _ofThisThread = null;
        var patience = new LockPatience();
        patience.Begin();
        try
        {
            return wait.WaitAndEnter(core, ref patience, deadline, cancellationToken, out lease);
        }
        finally
        {
            patience.End(core);
            _ofThisThread = wait;
        }
    }

    private bool WaitAndEnter(
        MutexCore core, ref LockPatience patience, Deadline deadline, CancellationToken cancellationToken, out long lease)
    {
        WaitLook look = Spin.Begin();
        while (look.Next())
        {
            if (core.TryEnter(out lease))
            {
                Spin.Succeeded(look);
                return true;
            }
        }
        Spin.Failed(look);

        while (true)
        {
            if (core.TryEnter(out lease))
                return true;
            cancellationToken.ThrowIfCancellationRequested();
            if (deadline.HasPassed)
                return false;

            Arm();
            int outcome = WaitOutcome.Aborted;
            try
            {
                if (core.Register(_node))
                    TrySelect(WaitOutcome.Aborted);
                outcome = Wait(deadline, cancellationToken);
            }
            finally
            {
                // Chosen, it was taken out by whoever chose it.
                if (outcome < WaitOutcome.FirstOperation)
                    core.Unregister(_node);
            }
            if (outcome == MutexCore.Handed)
            {
                lease = core.HandedLease;
                return true;
            }
            if (outcome == WaitOutcome.FirstOperation && core.IsHeld)
                patience.LoseRace(core);
        }
    }
}
