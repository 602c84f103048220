using System.Globalization;

namespace Fearless.Tool.Measuring.Probes;

/// <summary>What dividing work costs, and what it gains.</summary>
internal static class ParallelProbes
{
    private const int Items = 16384;
    private const int StepsPerItem = 2000;

    /// <summary>From which part of the ideal on it is called near-linear.</summary>
    public const double NearLinear = 0.8;

    public static IEnumerable<Probe> All
    {
        get
        {
            yield return Probe.Nanoseconds("fork that nobody takes (Par.Join)", Claim.CountedInItsUnit("nanoseconds"), static count => WorkerPool.Default.Install(() => Fork(count)));
            int cores = Environment.ProcessorCount;
            for (int workers = 2; workers < cores; workers *= 2)
                yield return Scaling(workers);
            if (cores > 1)
                yield return Scaling(cores);
        }
    }

    // A tree of so many forks, with nothing in its leaves.
    private static void Fork(int forks)
    {
        if (forks == 0)
            return;
        int left = (forks - 1) / 2;
        Par.Join((left, right: forks - 1 - left), static sides => Fork(sides.left), static sides => Fork(sides.right));
    }

    private static Probe Scaling(int workers) => Probe.Fixed(
        string.Create(CultureInfo.InvariantCulture, $"{workers} workers instead of one"), "x",
        new Claim("near-linear scaling", NearLinear * workers, double.PositiveInfinity), Items, count =>
        {
            using var one = new WorkerPool(1);
            using var several = new WorkerPool(workers);
            return Time(one, count) / Time(several, count);
        }) with { Workers = workers };

    private static TimeSpan Time(WorkerPool pool, int items)
    {
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        ulong sum = pool.Install(() => Par.Range(0, items).Select(static item => Hash((ulong)item)).Aggregate(0UL, static (left, right) => left + right));
        GC.KeepAlive(sum);
        return System.Diagnostics.Stopwatch.GetElapsedTime(start);
    }

    // SOURCE: Fowler, Noll and Vo's hash FNV-1a.
    private static ulong Hash(ulong item)
    {
        ulong hash = 14695981039346656037;
        for (int i = 0; i < StepsPerItem; i++)
            hash = (hash ^ (item + (ulong)i)) * 1099511628211;
        return hash;
    }
}
