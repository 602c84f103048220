namespace Fearless.Tasks;

/// <summary>The first runs of tasks in this process, from before there was the meter that is to be told of them. To make that takes as long as all else that a
/// first executor does, so it is done when the executor waits for the first time, or ends, or has run for a while.</summary>
internal static class EarlyPolls
{
    private const int Most = 64;

    private static readonly Lock Gate = new();

    // Two arrays, since a list of pairs would have to be compiled first. Guarded by the gate, and written no more once they are not kept.
    private static readonly Work[] Runs = new Work[Most];
    private static readonly TimeSpan[] Durations = new TimeSpan[Most];
    private static int s_count;

    /// <summary>Whether they still are kept.</summary>
    // RACE: who finds that they are asks again, under the lock; who finds that they are not finds the meter.
    public static bool AreKept { get; private set; } = true;

    /// <summary>Keeps one; false when that is over, and it is the meter's.</summary>
    public static bool TryKeep(Work work, TimeSpan duration)
    {
        lock (Gate)
        {
            if (!AreKept)
                return false;
            Runs[s_count] = work;
            Durations[s_count] = duration;
            if (++s_count < Most)
                return true;
        }
        Tell();
        return true;
    }

    /// <summary>Makes the meter, if there is none, and tells it of all that were kept.</summary>
    public static void Tell()
    {
        if (!AreKept)
            return;
        int count;
        lock (Gate)
        {
            AreKept = false;
            (count, s_count) = (s_count, 0);
        }
        // Made also for nobody: who attaches later finds it.
        if (TaskMeter.Polls.Enabled)
        {
            for (int index = 0; index < count; index++)
                PollTimer.Record(Runs[index], Durations[index]);
        }
        // Only the one that found some is here.
        Runs.AsSpan(0, count).Clear();
    }
}
