using System.Collections.Concurrent;
using Fearless.Benchmarks.Harness;
using Fearless.Collections;

namespace Fearless.Benchmarks.Workloads.OrderedMaps;

/// <summary>Mixed reads and writes of one map by all workers: <see cref="SkipMap{TKey, TValue}"/> against what .NET has, a sorted dictionary
/// under a lock. A concurrent dictionary, which has no order, for reference.</summary>
internal sealed class SkipMapWorkload : IWorkload
{
    private const string Skip = "SkipMap";
    private const string Sorted = "SortedDictionary + lock";
    private const string Hash = "ConcurrentDictionary";

    public string Name => "skipmap";

    public string Description => "mixed reads and writes of an ordered map of 1,000 and of 100,000 keys";

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        foreach (ulong keys in new ulong[] { 1_000, 100_000 })
        {
            foreach (ulong reads in new ulong[] { 90, 50 })
            {
                foreach (int workers in arena.Workers)
                    yield return Compare(arena, new MixedTraffic(keys, reads), workers);
            }
        }
    }

    private static Comparison Compare(Arena arena, MixedTraffic traffic, int workers)
    {
        var skip = new SkipMap<ulong, ulong>();
        var sorted = new SortedDictionary<ulong, ulong>();
        var hash = new ConcurrentDictionary<ulong, ulong>();
        foreach (ulong key in traffic.Staying())
            skip[key] = sorted[key] = hash[key] = MixedTraffic.ValueOf(key);

        var comparison = new Comparison(
            FormattableString.Invariant($"skipmap, {traffic.Keys:N0} keys, {traffic.ReadPercent} % reads"),
            workers,
            "operation",
            MixedTraffic.Operations)
        {
            Expected = traffic.Expected(workers),
            Contenders =
            [
                Contend(Skip, new Skipping(skip)),
                Contend(Sorted, new Locked(sorted, new Lock())),
                Contend(Hash, new Hashed(hash)),
            ],
            Claims =
            [
                // One worker never waits for the lock, so there is nothing to win but the price of a lock that is free.
                new Claim.Ratio(Sorted, Skip, workers == 1 ? null : new Bar.AtLeast(3)),
                new Claim.Ratio(Skip, Hash, Bar: null),
            ],
        };
        return comparison;

        Contender Contend<TMap>(string name, TMap map)
            where TMap : struct, ISharedMap
        {
            WorkerPool pool = arena.Pool(workers);
            return new ManagedContender(name, count: 4, count =>
            {
                ulong sum = 0;
                foreach (ulong part in pool.Broadcast(worker => traffic.Run(map, worker.Index, workers, count)))
                    sum += part;
                return sum;
            });
        }
    }
}
