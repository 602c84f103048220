namespace Fearless.Testing;

/// <summary>For how long a stress test runs.</summary>
public sealed record StressOptions
{
    private readonly TimeSpan _budget = TimeSpan.FromSeconds(1);
    private readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary>How long the actors run; one second by default. A forbidden outcome ends the test at once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan Budget
    {
        get => _budget;
        init => _budget = Positive(value, nameof(Budget));
    }

    /// <summary>How long the actors may take over a few thousand states, ten seconds by default, before one of them counts as
    /// hung.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan Patience
    {
        get => _patience;
        init => _patience = Positive(value, nameof(Patience));
    }

    /// <summary>Whether to end as soon as every outcome that was declared interesting has come out. For tests that show that it
    /// can.</summary>
    public bool StopOnceInteresting { get; init; }

    private static TimeSpan Positive(TimeSpan value, string name) => value > TimeSpan.Zero
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "Pass a time longer than zero.");
}
