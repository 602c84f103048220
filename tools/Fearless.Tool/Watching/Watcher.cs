using Fearless.Tool.Watching.Analysis;
using Fearless.Tool.Watching.Bursts;

namespace Fearless.Tool.Watching;

/// <summary>Watches a process until it ends, for some time, or until it is told to stop, and measures what it did.</summary>
internal sealed class Watcher(WatchedProcess process, TimeSpan? duration, CancellationToken cancellationToken)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(500);

    private readonly int _cores = Environment.ProcessorCount;

    /// <param name="progress">Gets what was seen in the last half second, twice a second, on a thread of its own; null for none.</param>
    /// <exception cref="Commands.UserErrorException">The process cannot be watched.</exception>
    public WatchReport Run(Action<WatchReport>? progress)
    {
        // What was started here samples less often for it.
        BurstSampler? bursts = process.IsStartedHere ? null : new BurstSampler(process.Id);
        using Recorder recorder = Recorder.Attach(process, NamesFor(progress), bursts, cancellationToken);
        var threads = ThreadWatch.Of(process.Id);
        var stacks = StackWatch.Of(process.Id);
        Recording recording = ThreadScope.Run(scope =>
        {
            ScopedThread<Recording> recorded = scope.Spawn(() =>
            {
                recorder.Run(progress is null ? static _ => { } : Report(progress));
                return recorder.Recording;
            });
            using var stopBursts = new CancellationTokenSource();
            Task sampled = bursts is null ? Task.CompletedTask : Task.Run(() => bursts.RunAsync(stopBursts.Token));
            try
            {
                WaitForEnd(recorder, threads, stacks);
            }
            finally
            {
                stopBursts.Cancel();
                // This does not throw. Without what follows the other thread would not end, whatever was thrown here.
                Task.WaitAny([sampled], CancellationToken.None);
                recorder.Stop();
            }
            sampled.GetAwaiter().GetResult();
            return recorded.Join(CancellationToken.None);
        });
        recording.Threads = [.. threads.Uses.Select(use => use with { Stack = stacks.Of(use) })];
        recording.IsBusy = threads.IsBusy;
        return Judge.WithVerdicts(Analyst.Run(recording, _cores));
    }

    // What was started just now may be about to end. What runs already may be killed, and then tells nothing at its end.
    private NamesWanted NamesFor(Action<WatchReport>? progress) => process.IsStartedHere && progress is null ? NamesWanted.AtTheEnd : NamesWanted.AtOnce;

    private void WaitForEnd(Recorder recorder, ThreadWatch threads, StackWatch stacks)
    {
        DateTime end = duration is { } time ? DateTime.UtcNow + time : DateTime.MaxValue;
        do
        {
            double now = (DateTime.UtcNow - recorder.Start).TotalSeconds;
            threads.Read(now);
            stacks.Read(now);
        }
        while (!process.WaitForEnd(Interval) && !cancellationToken.IsCancellationRequested && !recorder.IsFull && DateTime.UtcNow < end);
    }

    private Action<Recording> Report(Action<WatchReport> progress)
    {
        int reported = 0;
        return recording =>
        {
            if (recording.Moments.Count < reported + 2 || recording.Moments[^1] - recording.Moments[reported] < ProgressInterval.TotalSeconds)
                return;
            progress(Analyst.Run(recording, _cores, reported));
            reported = recording.Moments.Count - 1;
        };
    }
}
