using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Fearless.Atomics;

namespace Fearless.Scheduling;

/// <summary>The instruments of the <c>Fearless</c> meter, and what the event counters show. They read the workers' own counts when someone asks, and cost nothing
/// otherwise.</summary>
internal static class PoolMeter
{
    private static readonly ConcurrentDictionary<WorkerPool, int> Pools = new();
    private static readonly Meter Meter = new("Fearless");
    private static readonly Instrument ForkCounter =
        Count("fearless.pool.forks", "{fork}", "Forks that were opened since this was first read.", Forks);

    private static AtomicInt s_lastId;

    // With a static constructor the instruments are there as soon as there is a pool.
    static PoolMeter()
    {
        Count("fearless.pool.promotions", "{fork}", "Forks moved to the heap so that another worker could take them.", Promotions);
        Count("fearless.pool.steals", "{job}", "Jobs that a worker took from another.", Steals);
        Count("fearless.pool.parks", "{park}", "Times a worker went to sleep because there was nothing to do.", Parks);
    }

    /// <summary>Whether anyone listens to the instrument that counts forks.</summary>
    public static bool ForksAreHeard => ForkCounter.Enabled;

    public static void Register(WorkerPool pool) => Pools[pool] = s_lastId.Increment();

    /// <summary>Whether <paramref name="pool"/> is registered still.</summary>
    public static bool Measures(WorkerPool pool) => Pools.ContainsKey(pool);

    public static void Unregister(WorkerPool pool)
    {
        Pools.TryRemove(pool, out _);
        ForkCounting.Forget(pool);
    }

    /// <summary>The forks of a pool that were opened since this was first asked.</summary>
    public static long Forks(WorkerPool pool)
    {
        ForkCounting.Begin(pool);
        return pool.Statistics.Forks;
    }

    public static long Promotions(WorkerPool pool) => pool.Statistics.Promotions;

    public static long Steals(WorkerPool pool) => pool.Statistics.Steals;

    public static long Parks(WorkerPool pool) => pool.Statistics.Parks;

    /// <summary>The sum over all pools.</summary>
    public static double Sum(Func<WorkerPool, long> value) => Pools.Keys.Sum(value);

    private static ObservableCounter<long> Count(string name, string unit, string description, Func<WorkerPool, long> value) =>
        Meter.CreateObservableCounter(name, () => Measure(value), unit, description);

    private static IEnumerable<Measurement<long>> Measure(Func<WorkerPool, long> value)
    {
        foreach ((WorkerPool pool, int id) in Pools)
            yield return new Measurement<long>(value(pool), new KeyValuePair<string, object?>("pool", id));
    }
}
