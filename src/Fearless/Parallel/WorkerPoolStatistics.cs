using Fearless.Scheduling;

namespace Fearless;

/// <summary>What the workers of a pool have done since it was made; a snapshot taken by <see cref="WorkerPool.Statistics"/>.</summary>
/// <param name="Forks">Forks that were opened while <see cref="WorkerPool.CountsForks"/> was true: calls of <c>Join</c>, and the splits of
/// parallel loops.</param>
/// <param name="Promotions">Forks that were moved to the heap so that another worker
/// could take them; all other forks cost a few nanoseconds and no memory.</param>
/// <param name="Steals">Jobs that a worker took from another.</param>
/// <param name="Parks">Times a worker went to sleep because there was nothing to do.</param>
public readonly record struct WorkerPoolStatistics(long Forks, long Promotions, long Steals, long Parks)
{
    internal static WorkerPoolStatistics Of(ReadOnlySpan<Worker> workers)
    {
        var sum = default(WorkerPoolStatistics);
        foreach (Worker worker in workers)
        {
            ref readonly WorkerCounters counters = ref worker.Counters;
            sum = new(
                sum.Forks + counters.Forks.ReadRelaxed(),
                sum.Promotions + counters.Promotions.ReadRelaxed(),
                sum.Steals + counters.Steals.ReadRelaxed(),
                sum.Parks + counters.Parks.ReadRelaxed());
        }
        return sum;
    }
}
