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
            // A pool that has been disposed meanwhile was taken out of the meter first, and leaves this set after that.
            if (pool.CountsForks || !PoolMeter.Measures(pool))
                return;
            pool.Scheduler.CountForks(true);
            Pools.Add(pool);
            s_timer ??= new Timer(static _ => EndUnlessHeard(), null, Period, Period);
        }
    }

    /// <summary>Has the forks of <paramref name="pool"/> counted or not, because its user says so: that does not end with the
    /// listeners.</summary>
    public static void Set(WorkerPool pool, bool value)
    {
        lock (Gate)
        {
            Pools.Remove(pool);
            pool.Scheduler.CountForks(value);
        }
    }

    /// <summary>Forgets a pool that is disposed.</summary>
    public static void Forget(WorkerPool pool)
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
