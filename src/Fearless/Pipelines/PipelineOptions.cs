namespace Fearless.Pipelines;

/// <summary>How a pipeline runs. Immutable; change a copy using <c>with</c>.</summary>
/// <example><code>
/// var careful = new PipelineOptions { Name = "import", OnFailure = FailurePolicy.Continue, Capacity = 8 };
/// PipelineReport report = Pipeline.From(paths).Parallel(Load).With(careful).Run();
/// </code></example>
public sealed record PipelineOptions
{
    internal static readonly PipelineOptions Default = new();

    /// <summary>What the pipeline is called in traces and measurements.</summary>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    public string Name
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Name), "A pipeline needs a name for its traces. Leave the default.");
    } = "pipeline";

    /// <summary>What a failure stops.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enum's.</exception>
    public FailurePolicy OnFailure
    {
        get;
        init => field = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(OnFailure), value, "Use one of the values of FailurePolicy.");
    }

    /// <summary>How many items may wait before each stage, unless the stage says otherwise; null, the default, for as many as pay.</summary>
    /// <remarks>That is 4 per processor, and at least 16, where a stage has several threads. Between one thread and one it is 16 at first, and
    /// grows up to 1,024 where items are so quick that waking threads for them would take longer than they do. Where items are very large,
    /// set a few.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int? Capacity
    {
        get;
        init => field = value is { } given ? StageArguments.CheckCapacity(given, nameof(Capacity)) : null;
    }

    /// <summary>How often progress is reported; ten times a second by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan ProgressInterval
    {
        get;
        init => field = value > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(ProgressInterval), value, "Progress is reported in intervals of more than no time.");
    } = TimeSpan.FromMilliseconds(100);
}
