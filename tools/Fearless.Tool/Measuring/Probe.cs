using System.Diagnostics;

namespace Fearless.Tool.Measuring;

/// <summary>Something that can be measured, again and again.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Unit">What its values are in.</param>
/// <param name="Claim">What the guide says of it; null if that is nothing.</param>
/// <param name="Operations">With how many operations to begin.</param>
/// <param name="IsAdjusted">Whether more operations are taken until a round takes long enough; otherwise a round has always as many.</param>
/// <param name="Run">Does so many operations, and returns the value.</param>
internal sealed record Probe(string Name, string Unit, Claim? Claim, int Operations, bool IsAdjusted, Func<int, double> Run)
{
    /// <summary>With how many workers instead of one it is, if that is what is compared; a place on the scaling curve.</summary>
    public int? Workers { get; init; }

    /// <summary>The time of an operation, in nanoseconds.</summary>
    public static Probe Nanoseconds(string name, Claim? claim, Action<int> body) => new(name, "ns", claim, Operations: 1, IsAdjusted: true, count => Time(body, count).TotalNanoseconds / count);

    /// <summary>The time of an operation, in microseconds.</summary>
    public static Probe Microseconds(string name, Claim? claim, Action<int> body) => new(name, "µs", claim, Operations: 1, IsAdjusted: true, count => Time(body, count).TotalMicroseconds / count);

    /// <summary>A value that is not better for more operations.</summary>
    public static Probe Fixed(string name, string unit, Claim? claim, int operations, Func<int, double> run) => new(name, unit, claim, operations, IsAdjusted: false, run);

    /// <summary>How many times as long one body takes as another. Both take turns, so that what disturbs the machine disturbs both.</summary>
    public static Probe Ratio(string name, Claim? claim, Action<int> numerator, Action<int> denominator) =>
        new(name, "x", claim, Operations: 1, IsAdjusted: true, count => Time(numerator, count) / Time(denominator, count));

    private static TimeSpan Time(Action<int> body, int count)
    {
        long start = Stopwatch.GetTimestamp();
        body(count);
        return Stopwatch.GetElapsedTime(start);
    }
}
