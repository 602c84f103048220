namespace Fearless.Tool.Measuring;

/// <summary>What was measured.</summary>
/// <param name="Probe">Of what.</param>
/// <param name="Median">The median of the rounds.</param>
/// <param name="Lower">A quarter of the rounds is below.</param>
/// <param name="Upper">A quarter of the rounds is above.</param>
/// <param name="Rounds">How many there were.</param>
internal sealed record Measurement(Probe Probe, double Median, double Lower, double Upper, int Rounds)
{
    /// <summary>Whether what the guide says holds here; null if it says nothing.</summary>
    public bool? Holds => Probe.Claim?.HoldsFor(Median);

    /// <summary>SOURCE: Hyndman and Fan 1996, definition 7, which is what R and NumPy use by default.</summary>
    public static Measurement Of(Probe probe, IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Measurement(probe, At(0.5), At(0.25), At(0.75), sorted.Length);

        double At(double share)
        {
            double place = share * (sorted.Length - 1);
            int below = (int)place;
            int above = Math.Min(below + 1, sorted.Length - 1);
            return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
        }
    }
}
