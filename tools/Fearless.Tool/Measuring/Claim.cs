namespace Fearless.Tool.Measuring;

/// <summary>What the guide says of a figure.</summary>
/// <remarks>SOURCE: "Rust Concurrency and Parallelism", its sections "Performance Considerations" and "Async File I/O".</remarks>
/// <param name="Text">In a few words.</param>
/// <param name="Least">The least value with which it holds.</param>
/// <param name="Most">The largest one.</param>
internal sealed record Claim(string Text, double Least, double Most)
{
    private const double CountedIn = 1000;

    /// <summary>That a time is counted in its unit: a thousand of them would be counted in the next one.</summary>
    public static Claim CountedInItsUnit(string text) => new(text, 0, CountedIn);

    public bool HoldsFor(double value) => value >= Least && value <= Most;
}
