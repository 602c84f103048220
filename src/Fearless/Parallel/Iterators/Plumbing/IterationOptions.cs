namespace Fearless.Plumbing;

/// <summary>How an iterator is to run: where, in pieces of what size, until when.</summary>
internal readonly record struct IterationOptions
{
    /// <summary>The pool to run on; null for the current worker's, or the default one.</summary>
    public WorkerPool? Pool { get; init; }

    /// <summary>The pool that was asked for, else the current worker's, else the default one.</summary>
    public WorkerPool EffectivePool => Pool ?? WorkerPool.Current ?? WorkerPool.Default;

    /// <summary>No piece is split into parts of fewer slots. Zero is one.</summary>
    public long MinLength { get; init; }

    /// <summary>A piece of more slots is split, as far as <see cref="MinLength"/> lets it. Zero is no bound.</summary>
    public long MaxLength { get; init; }

    /// <summary>How many workers may be at it at once. Zero is no bound.</summary>
    public int Degree { get; init; }

    /// <summary>How the slots are cut into blocks that run one after the other.</summary>
    public BlockSequence Blocks { get; init; }

    public CancellationToken CancellationToken { get; init; }

    /// <summary>Who wants to know how far the run has come; null for nobody.</summary>
    public IProgress<ParallelProgress>? Progress { get; init; }

    /// <summary>Replaces the adaptive splitter; null for that.</summary>
    public SplitPolicy? Policy { get; init; }

    /// <summary>Whether so many slots may be one piece that nobody watches.</summary>
    public bool MayRunWhole(long length) =>
        Policy is null && Progress is null && Blocks == default && (MaxLength == 0 || length <= MaxLength || length / 2 < MinLength);
}
