using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Fearless.Atomics;

namespace Fearless.Scheduling;

/// <summary>The instruments of the <c>Fearless</c> meter. They read the workers' own counts when someone asks, and cost nothing
/// otherwise.</summary>
internal static class PoolMeter
{
    private static readonly ConcurrentDictionary<WorkerPool, int> Pools = new();
    private static readonly Meter Meter = CreateMeter();
    private static AtomicInt s_lastId;

    public static void Register(WorkerPool pool) => Pools[pool] = s_lastId.Increment();

    public static void Unregister(WorkerPool pool) => Pools.TryRemove(pool, out _);

    private static Meter CreateMeter()
    {
        var meter = new Meter("Fearless");
        Count("fearless.pool.forks", "{fork}", "Forks that were opened since this was first read.", static pool =>
        {
            pool.CountsForks = true;
            return pool.Statistics.Forks;
        });
        Count(
            "fearless.pool.promotions", "{fork}", "Forks moved to the heap so that another worker could take them.",
            static pool => pool.Statistics.Promotions);
        Count("fearless.pool.steals", "{job}", "Jobs that a worker took from another.", static pool => pool.Statistics.Steals);
        Count("fearless.pool.parks", "{park}", "Times a worker went to sleep because there was nothing to do.", static pool => pool.Statistics.Parks);
        return meter;

        void Count(string name, string unit, string description, Func<WorkerPool, long> value) =>
            meter.CreateObservableCounter(name, () => Measure(value), unit, description);
    }

    private static IEnumerable<Measurement<long>> Measure(Func<WorkerPool, long> value)
    {
        foreach ((WorkerPool pool, int id) in Pools)
            yield return new Measurement<long>(value(pool), new KeyValuePair<string, object?>("pool", id));
    }
}
