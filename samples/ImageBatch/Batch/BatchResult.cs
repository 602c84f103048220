namespace ImageBatch.Batch;

/// <summary>What a batch has done, and how long each part of it took.</summary>
internal sealed record BatchResult
{
    public required int Files { get; init; }

    public required long Done { get; init; }

    public required long Skipped { get; init; }

    public required long Pixels { get; init; }

    public required FileFailure[] Failures { get; init; }

    public required TimeSpan Wall { get; init; }

    /// <summary>The processor time of the whole process meanwhile.</summary>
    public required TimeSpan Cpu { get; init; }

    public required int Workers { get; init; }

    public required WorkClock.WorkerTime[] WorkerTimes { get; init; }

    /// <summary>The time inside the work, of all workers together: what one worker alone would have taken, were it as fast.</summary>
    public TimeSpan Busy => new(WorkerTimes.Sum(static time => time.Busy.Ticks));

    public double SpeedUp => Busy / Wall;
}
