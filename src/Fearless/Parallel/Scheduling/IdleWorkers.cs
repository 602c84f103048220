using Fearless.Atomics;

namespace Fearless.Scheduling;

/// <summary>How many workers of a pool search for work and how many sleep, in one word, so that one read sees both.</summary>
internal struct IdleWorkers
{
    private const long OneSearching = 1L << 32;
    private const long OneSleeping = 1;

    private AtomicLong _word;

    /// <summary>The two counts at one instant.</summary>
    // Relaxed: who queues work has a full fence before it. A worker that was counted before that is found asleep, and one that comes later
    // looks for work after it was counted.
    public readonly IdleCounts Read() => new(_word.ReadRelaxed());

    public void StartSearching() => _word.Add(OneSearching);

    public IdleCounts StopSearching() => new(_word.Add(-OneSearching));

    public void SearchingToSleeping() => _word.Add(OneSleeping - OneSearching);

    public void SleepingToSearching() => _word.Add(OneSearching - OneSleeping);
}

/// <summary>The counts of <see cref="IdleWorkers"/> at one instant.</summary>
internal readonly struct IdleCounts(long word)
{
    public int Searching => (int)(word >> 32);

    public int Sleeping => (int)word;

    public int Total => Searching + Sleeping;
}
