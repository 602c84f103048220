using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Scheduling;

/// <summary>How many workers of a pool search for work and how many sleep.</summary>
/// <remarks>Two words on lines of their own, since whoever queues work looks at the sleepers each time. They change seldom; those who search
/// change with every job that is stolen.</remarks>
internal struct IdleWorkers
{
    private CachePadded<AtomicInt> _sleeping;
    private CachePadded<AtomicInt> _searching;

    // Relaxed, both: who queues work has a full fence before it. A worker that counts itself after the look looks for work after that.

    /// <summary>How many sleep. For a moment one less, when a worker is woken before it has counted itself; it is awake then.</summary>
    public int Sleeping => _sleeping.Value.ReadRelaxed();

    /// <summary>How many search. For a moment one that falls asleep or is woken counts as both, or is missing when it has found something before
    /// its waker has counted it.</summary>
    public int Searching => _searching.Value.ReadRelaxed();

    /// <summary>Counts a worker that searches (full fence).</summary>
    public void StartSearching() => _searching.Value.Increment();

    /// <summary>Counts a worker out (full fence). Returns how many still search.</summary>
    public int StopSearching() => _searching.Value.Decrement();

    /// <summary>Counts a worker that searched as asleep (full fence).</summary>
    public void SearchingToSleeping()
    {
        _sleeping.Value.Increment();
        _searching.Value.Decrement();
    }

    /// <summary>Counts a worker that was asleep as searching (full fence).</summary>
    public void SleepingToSearching()
    {
        _searching.Value.Increment();
        _sleeping.Value.Decrement();
    }
}
