namespace Fearless.Sync;

/// <summary>One writer's time with a <see cref="ShardedLock{T}"/>, and those who wait for its end.</summary>
internal sealed class WriterTurn
{
    /// <summary>A writer for whom nobody waits.</summary>
    public static readonly WriterTurn Held = new();

    private Completion _ended;

    /// <summary>Wakes everybody who waits. Once, by the writer, after it has given the lock up.</summary>
    public void End()
    {
        if (this != Held)
            _ended.Set();
    }

    /// <summary>Blocks until the writer has given the lock up. False when <paramref name="deadline"/> passed first.</summary>
    public bool Wait(Deadline deadline, CancellationToken cancellationToken)
    {
        var waiter = new ThreadWaiter();
        if (!_ended.TryRegister(waiter))
            return true;
        try
        {
            return waiter.Wait(deadline, cancellationToken);
        }
        finally
        {
            if (waiter.IsAbandoned)
                _ended.Sweep();
        }
    }
}
