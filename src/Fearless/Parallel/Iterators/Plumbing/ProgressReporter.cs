using Fearless.Atomics;

namespace Fearless.Plumbing;

/// <summary>Counts what is done, and tells the user every now and then.</summary>
internal sealed class ProgressReporter(IProgress<ParallelProgress> progress, long total, TimeProvider clock)
{
    // As often as a person can follow.
    private readonly long _interval = clock.TimestampFrequency / 20;

    private AtomicLong _completed;
    private AtomicLong _next = new(clock.GetTimestamp() + (clock.TimestampFrequency / 20));

    /// <summary>Says that some more slots are done. Any thread.</summary>
    public void Add(int slots)
    {
        long completed = _completed.Add(slots);
        long now = clock.GetTimestamp();
        long due = _next.ReadRelaxed();
        // RACE: of the workers that see that it is time, one reports.
        if (now >= due && _next.CompareAndSet(due, now + _interval))
            progress.Report(new ParallelProgress(completed, total));
    }

    /// <summary>Reports that all is done, as the last report.</summary>
    public void Finish() => progress.Report(new ParallelProgress(total, total));
}
