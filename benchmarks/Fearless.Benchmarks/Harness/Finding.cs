namespace Fearless.Benchmarks.Harness;

/// <summary>A claim with the figure that was measured for it.</summary>
/// <param name="Claim">The claim in words.</param>
/// <param name="Unit">The unit of the figure.</param>
/// <param name="Figure">The figure; null where it was not measured.</param>
/// <param name="Bar">Where it must lie; null where it is for information.</param>
internal sealed record Finding(string Claim, string Unit, Spread? Figure, Bar? Bar)
{
    /// <summary>The same ratio of processor times, where the figure is a ratio of elapsed times.</summary>
    public Spread? OnCpu { get; init; }

    public Verdict Verdict => (Figure, Bar) switch
    {
        (null, _) => Verdict.NotMeasured,
        (_, null) => Verdict.NoBar,
        ({ } figure, { } bar) => (bar.IsMetBy(figure.Low), bar.IsMetBy(figure.Value), bar.IsMetBy(figure.High)) switch
        {
            (true, true, true) => Verdict.Met,
            (false, false, false) => Verdict.Missed,
            _ => Verdict.Unclear,
        },
    };
}
