namespace Fearless.Benchmarks.Harness;

/// <summary>A figure and the range in which half of the rounds saw it.</summary>
internal readonly record struct Spread(double Value, double Low, double High)
{
    /// <summary>The ratio of two medians, with the quartiles of the rounds' own ratios.</summary>
    /// <remarks>The contenders of a round run within milliseconds of each other, so a slow moment of the machine slows both and leaves their ratio.</remarks>
    public static Spread OfRatio(double[] numerators, double[] denominators)
    {
        Quartiles rounds = Quartiles.Of([.. numerators.Zip(denominators, static (numerator, denominator) => numerator / denominator)]);
        return new Spread(Quartiles.Of(numerators).Median / Quartiles.Of(denominators).Median, rounds.Lower, rounds.Upper);
    }

    /// <summary>A figure without a spread.</summary>
    public static Spread Exactly(double value) => new(value, value, value);
}
