namespace Fearless.Plumbing;

/// <summary>How an iterator is to run: where, in pieces of what size, until when.</summary>
/// <remarks>Two words, because each operator and callback on the way copies them: what is seldom asked for lies in an object, which is
/// there only if something was.</remarks>
internal readonly record struct IterationOptions
{
    private readonly Wishes? _wishes;

    public CancellationToken CancellationToken { get; init; }

    /// <summary>The pool to run on; null for the current worker's, or the default one.</summary>
    public WorkerPool? Pool
    {
        get => _wishes?.Pool;
        init => _wishes = Mine with { Pool = value };
    }

    /// <summary>The pool that was asked for, else the current worker's, else the default one.</summary>
    public WorkerPool EffectivePool => Pool ?? WorkerPool.Current ?? WorkerPool.Default;

    /// <summary>No piece is split into parts of fewer slots. Zero is one.</summary>
    public long MinLength
    {
        get => _wishes?.MinLength ?? 0;
        init => _wishes = Mine with { MinLength = value };
    }

    /// <summary>A piece of more slots is split, as far as <see cref="MinLength"/> lets it. Zero is no bound.</summary>
    public long MaxLength
    {
        get => _wishes?.MaxLength ?? 0;
        init => _wishes = Mine with { MaxLength = value };
    }

    /// <summary>How many workers may be at it at once. Zero is no bound.</summary>
    public int Degree
    {
        get => _wishes?.Degree ?? 0;
        init => _wishes = Mine with { Degree = value };
    }

    /// <summary>How the slots are cut into blocks that run one after the other.</summary>
    public BlockSequence Blocks
    {
        get => _wishes?.Blocks ?? default;
        init => _wishes = Mine with { Blocks = value };
    }

    /// <summary>Who wants to know how far the run has come; null for nobody.</summary>
    public IProgress<ParallelProgress>? Progress
    {
        get => _wishes?.Progress;
        init => _wishes = Mine with { Progress = value };
    }

    /// <summary>Replaces the adaptive splitter; null for that.</summary>
    public SplitPolicy? Policy
    {
        get => _wishes?.Policy;
        init => _wishes = Mine with { Policy = value };
    }

    private Wishes Mine => _wishes ?? Wishes.None;

    /// <summary>Whether so many slots may be one piece that nobody watches, on the current thread.</summary>
    public bool MayRunHere(long length) => _wishes is null || _wishes.MayRunHere(length);

    private sealed record Wishes
    {
        public static Wishes None { get; } = new();

        public WorkerPool? Pool { get; init; }

        public long MinLength { get; init; }

        public long MaxLength { get; init; }

        public int Degree { get; init; }

        public BlockSequence Blocks { get; init; }

        public IProgress<ParallelProgress>? Progress { get; init; }

        public SplitPolicy? Policy { get; init; }

        public bool MayRunHere(long length) =>
            Policy is null
            && Progress is null
            && Blocks == default
            && (MaxLength == 0 || length <= MaxLength || length / 2 < MinLength)
            && (Pool is null || Pool == WorkerPool.Current);
    }
}
