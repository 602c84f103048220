namespace Fearless.Scheduling;

/// <summary>The product's <c>PoolMeter</c>, which measures nothing: it would keep the pool of every execution.</summary>
internal static class PoolMeter
{
    public static bool ForksAreHeard => false;

    public static void Register(WorkerPool pool) => _ = pool;

    public static bool Measures(WorkerPool pool)
    {
        _ = pool;
        return false;
    }

    public static void Unregister(WorkerPool pool) => _ = pool;

    public static long Forks(WorkerPool pool) => pool.Statistics.Forks;

    public static long Promotions(WorkerPool pool) => pool.Statistics.Promotions;

    public static long Steals(WorkerPool pool) => pool.Statistics.Steals;

    public static long Parks(WorkerPool pool) => pool.Statistics.Parks;

    public static double Sum(Func<WorkerPool, long> value)
    {
        _ = value;
        return 0;
    }
}
