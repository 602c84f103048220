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

    /// <summary>How many items may wait before each stage, unless the stage says otherwise; 256 by default.</summary>
    /// <remarks>Large enough that trivial work does not pay for waking a thread per item. Where items are large, such as pictures, set a few
    /// per core.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int Capacity
    {
        get;
        init => field = StageArguments.CheckCapacity(value, nameof(Capacity));
    } = 256;

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
