using Fearless.Tool.Reading;

namespace Fearless.Tool.Findings;

/// <summary>What is to be said of some code.</summary>
/// <param name="Code">What was read.</param>
/// <param name="Findings">By file and line.</param>
/// <param name="Places">All that is concurrent, right or wrong.</param>
internal sealed record AdviceReport(CodeBase Code, IReadOnlyList<Finding> Findings, IReadOnlyList<Place> Places)
{
    /// <summary>How many files were looked at; less than all if it was interrupted.</summary>
    public int FilesSeen { get; init; }

    /// <summary>How many calls it is known of what they call.</summary>
    public long Bound { get; init; }

    /// <summary>How many calls are of something that is not there: packages that were not restored, code that generators make.</summary>
    public long Unbound { get; init; }

    /// <summary>Files that the compiler failed on, with what it said.</summary>
    public IReadOnlyList<(string File, string Error)> Failed { get; init; } = [];

    public bool IsInterrupted { get; init; }

    public TimeSpan Duration { get; init; }

    public double BoundShare => Bound + Unbound == 0 ? 1 : (double)Bound / (Bound + Unbound);
}
