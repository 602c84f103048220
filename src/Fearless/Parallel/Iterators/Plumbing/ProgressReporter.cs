using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless.Plumbing;

/// <summary>Counts what is done, and tells the user every now and then.</summary>
internal sealed class ProgressReporter(IProgress<ParallelProgress> progress, long total)
{
    // As often as a person can follow.
    private static readonly long Interval = Stopwatch.Frequency / 20;

    private AtomicLong _completed;
    private AtomicLong _next = new(Stopwatch.GetTimestamp() + Interval);

    /// <summary>Says that some more slots are done. Any thread.</summary>
    public void Add(int slots)
    {
        long completed = _completed.Add(slots);
        long now = Stopwatch.GetTimestamp();
        long due = _next.ReadRelaxed();
        // RACE: of the workers that see that it is time, one reports.
        if (now >= due && _next.CompareAndSet(due, now + Interval))
            progress.Report(new ParallelProgress(completed, total));
    }

    /// <summary>Reports that all is done, as the last report.</summary>
    public void Finish() => progress.Report(new ParallelProgress(total, total));
}
