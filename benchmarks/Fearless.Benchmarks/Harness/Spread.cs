namespace Fearless.Benchmarks.Harness;

/// <summary>A figure and the range in which half of the rounds saw it.</summary>
internal readonly record struct Spread(double Value, double Low, double High)
{
    /// <summary>The ratio of two medians, with the quartiles of the rounds' own ratios.</summary>
    /// <remarks>The contenders of a round run within milliseconds of each other, so a slow moment of the machine slows both and leaves their ratio.</remarks>
    public static Spread OfRatio(ContenderResult numerator, ContenderResult denominator)
    {
        Quartiles rounds = Quartiles.Of([.. numerator.Times.Zip(denominator.Times, static (upper, lower) => upper / lower)]);
        return new Spread(numerator.Time.Median / denominator.Time.Median, rounds.Lower, rounds.Upper);
    }

    /// <summary>A figure without a spread.</summary>
    public static Spread Exactly(double value) => new(value, value, value);
}
