using System.Diagnostics;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Pipelines;

/// <summary>One thread of a stage, or one of the calls that an asynchronous stage has under way: what it did, and how long it
/// waited.</summary>
/// <remarks>Written by its owner alone, read by whoever reports: numbers that publish nothing, and so relaxed. Only waits are timed, so
/// work that never waits reads no clock.</remarks>
internal sealed class Lane
{
    private CachePadded<Counts> _counts;

    public long Completed => _counts.Value.Done.ReadRelaxed();

    public long FailedItems => _counts.Value.Failed.ReadRelaxed();

    public long NotStartedItems => _counts.Value.NotStarted.ReadRelaxed();

    public long ProducedItems => _counts.Value.Produced.ReadRelaxed();

    public void Begin() => _counts.Value.BeganAt.WriteRelaxed(Stopwatch.GetTimestamp());

    public void End() => _counts.Value.EndedAt.WriteRelaxed(Stopwatch.GetTimestamp());

    public void Done(int items = 1) => Add(ref _counts.Value.Done, items);

    public void Failed() => Add(ref _counts.Value.Failed, 1);

    public void NotStarted(int items = 1) => Add(ref _counts.Value.NotStarted, items);

    public void Produced() => Add(ref _counts.Value.Produced, 1);

    public void BeginStarved() => _counts.Value.StarvedSince.WriteRelaxed(Stopwatch.GetTimestamp());

    public void EndStarved() => EndWait(ref _counts.Value.StarvedSince, ref _counts.Value.Starved);

    public void BeginBlocked() => _counts.Value.BlockedSince.WriteRelaxed(Stopwatch.GetTimestamp());

    public void EndBlocked() => EndWait(ref _counts.Value.BlockedSince, ref _counts.Value.Blocked);

    /// <summary>How the time of the lane was spent until <paramref name="now"/>.</summary>
    public LaneTimes TimesAt(long now)
    {
        // RACE: a wait that ends between two of these reads is missing or counted twice, in a report that is out of date when it is read.
        // The last report is made when all owners have ended.
        ref Counts counts = ref _counts.Value;
        long began = counts.BeganAt.ReadRelaxed();
        if (began == 0)
            return default;
        long ended = counts.EndedAt.ReadRelaxed();
        long until = ended == 0 ? now : ended;
        long starved = counts.Starved.ReadRelaxed() + Since(counts.StarvedSince.ReadRelaxed(), until);
        long blocked = counts.Blocked.ReadRelaxed() + Since(counts.BlockedSince.ReadRelaxed(), until);
        return new LaneTimes(Math.Max(0, until - began - starved - blocked), starved, blocked);
    }

    private static long Since(long begin, long until) => begin == 0 ? 0 : Math.Max(0, until - begin);

    private static void Add(ref AtomicLong count, int amount) => count.WriteRelaxed(count.ReadRelaxed() + amount);

    private static void EndWait(ref AtomicLong since, ref AtomicLong sum)
    {
        sum.WriteRelaxed(sum.ReadRelaxed() + Stopwatch.GetTimestamp() - since.ReadRelaxed());
        since.WriteRelaxed(0);
    }

    /// <summary>Counts of items, and times in ticks of <see cref="Stopwatch"/>; a moment that has not come is 0.</summary>
    private struct Counts
    {
        public AtomicLong Done;
        public AtomicLong Failed;
        public AtomicLong NotStarted;
        public AtomicLong Produced;
        public AtomicLong Starved;
        public AtomicLong Blocked;
        public AtomicLong StarvedSince;
        public AtomicLong BlockedSince;
        public AtomicLong BeganAt;
        public AtomicLong EndedAt;
    }
}
