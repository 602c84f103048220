namespace Fearless.Scheduling;

/// <summary>Has the forks of a pool counted while somebody listens to their number.</summary>
/// <remarks>A listener says that it reads by reading, and that it has left by nothing: a timer looks whether there is one.</remarks>
internal static class ForkCounting
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly Lock Gate = new();
    // The pools that count for listeners alone. Together with the timer, guarded by the gate.
    private static readonly HashSet<WorkerPool> Pools = [];
    private static Timer? s_timer;

    /// <summary>Somebody reads the number of forks of <paramref name="pool"/>.</summary>
    public static void Begin(WorkerPool pool)
    {
        lock (Gate)
        {
            if (pool.CountsForks)
                return;
            pool.Scheduler.CountForks(true);
            Pools.Add(pool);
            s_timer ??= new Timer(static _ => EndUnlessHeard(), null, Period, Period);
        }
    }

    /// <summary>Leaves the counting of <paramref name="pool"/> to whoever asks: from now on it does not end with the listeners.</summary>
    public static void Leave(WorkerPool pool)
    {
        lock (Gate)
            Pools.Remove(pool);
    }

    private static void EndUnlessHeard()
    {
        if (PoolMeter.ForksAreHeard || FearlessEventSource.Log.CountersAreHeard)
            return;
        lock (Gate)
        {
            // RACE: one that begins to listen at this moment reads, and so begins again, the next time.
            foreach (WorkerPool pool in Pools)
                pool.Scheduler.CountForks(false);
            Pools.Clear();
            s_timer?.Dispose();
            s_timer = null;
        }
    }
}
