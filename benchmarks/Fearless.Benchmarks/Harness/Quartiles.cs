namespace Fearless.Benchmarks.Harness;

/// <summary>A sample's minimum and quartiles.</summary>
internal readonly record struct Quartiles(double Min, double Lower, double Median, double Upper)
{
    /// <summary>Interpolates linearly between neighbours.</summary>
    /// <exception cref="ArgumentException">There is no value.</exception>
    // SOURCE: Hyndman and Fan 1996, definition 7, which is what R and NumPy use by default.
    public static Quartiles Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
            throw new ArgumentException("No values.", nameof(values));

        double[] sorted = [.. values.Order()];
        return new Quartiles(sorted[0], At(0.25), At(0.5), At(0.75));

        double At(double share)
        {
            double place = share * (sorted.Length - 1);
            int below = (int)place;
            int above = Math.Min(below + 1, sorted.Length - 1);
            return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
        }
    }
}
