using System.Collections.Concurrent;
using System.Globalization;
using Fearless.Benchmarks.Harness;
using Fearless.Collections;

namespace Fearless.Benchmarks.Workloads.OrderedMaps;

/// <summary>Mixed reads and writes of one map by all workers: <see cref="SkipMap{TKey, TValue}"/> against what .NET has, a sorted dictionary
/// under a lock, and against crossbeam-skiplist. A concurrent dictionary, which has no order, for reference.</summary>
internal sealed class SkipMapWorkload : IWorkload
{
    private const string Skip = "SkipMap";
    private const string Sorted = "SortedDictionary + lock";
    private const string Hash = "ConcurrentDictionary";
    private const string Crossbeam = "crossbeam-skiplist";

    // Tens of milliseconds: long enough for the system to put two workers on two cores.
    private const int Count = 2;

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

        // One after the other, so that each lies together in memory, as it does in a program that has one map.
        foreach (IDictionary<ulong, ulong> map in new IDictionary<ulong, ulong>[] { skip, sorted, hash })
        {
            foreach (ulong key in traffic.Staying())
                map[key] = MixedTraffic.ValueOf(key);
        }

        var comparison = new Comparison(
            FormattableString.Invariant($"skipmap, {traffic.Keys:N0} keys, {traffic.ReadPercent} % reads"),
            workers,
            "operation",
            MixedTraffic.Operations)
        {
            Expected = traffic.Expected(workers),
            Contenders =
            [
                .. arena.NewerRust(
                    Crossbeam, workers, Count, string.Create(CultureInfo.InvariantCulture, $"skipmap/{traffic.Keys}/{traffic.ReadPercent}")),
                Contend(Skip, new Skipping(skip)),
                Contend(Sorted, new Locked(sorted, new Lock())),
                Contend(Hash, new Hashed(hash)),
            ],
            Claims =
            [
                // One worker never waits for the lock, so there is nothing to win but the price of a lock that is free.
                new Claim.Ratio(Sorted, Skip, workers == 1 ? null : new Bar.AtLeast(3)),
                new Claim.Ratio(Skip, Crossbeam, new Bar.AtMost(1.3)),
                new Claim.Ratio(Skip, Hash, Bar: null),
            ],
        };
        return comparison;

        Contender Contend<TMap>(string name, TMap map)
            where TMap : struct, ISharedMap
        {
            WorkerPool pool = arena.Pool(workers);
            return new ManagedContender(name, Count, count =>
            {
                ulong sum = 0;
                foreach (ulong part in pool.Broadcast(worker => traffic.Run(map, worker.Index, workers, count)))
                    sum += part;
                return sum;
            });
        }
    }
}
