using System.Diagnostics;

namespace ImageBatch.Report;

/// <summary>How far a run has come. Workers add, the display reads, neither waits for the other.</summary>
internal sealed class ProgressMeter(int total)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _done;
    private long _pixels;
    private long _failed;
    private long _skipped;

    public int Total { get; } = total;

    public long Done => Interlocked.Read(ref _done);

    public long Pixels => Interlocked.Read(ref _pixels);

    public long Failed => Interlocked.Read(ref _failed);

    public long Skipped => Interlocked.Read(ref _skipped);

    public long Finished => Done + Failed + Skipped;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    public double ImagesPerSecond => (Done + Failed) / Elapsed.TotalSeconds;

    public double MegapixelsPerSecond => Pixels / 1e6 / Elapsed.TotalSeconds;

    /// <summary>The time for what is left, at the rate so far; null while there is no rate yet.</summary>
    public TimeSpan? Left => Done + Failed == 0 ? null : TimeSpan.FromSeconds((Total - Finished) / ImagesPerSecond);

    public void AddDone(long pixels)
    {
        Interlocked.Add(ref _pixels, pixels);
        Interlocked.Increment(ref _done);
    }

    public void AddFailed() => Interlocked.Increment(ref _failed);

    public void AddSkipped() => Interlocked.Increment(ref _skipped);
}
