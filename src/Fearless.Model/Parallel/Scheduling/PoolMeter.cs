namespace Fearless.Scheduling;

/// <summary>The product's <c>PoolMeter</c>, which measures nothing: it would keep the pool of every execution.</summary>
internal static class PoolMeter
{
    public static void Register(WorkerPool pool) => _ = pool;

    public static void Unregister(WorkerPool pool) => _ = pool;
}
