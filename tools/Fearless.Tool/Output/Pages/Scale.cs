namespace Fearless.Tool.Output.Pages;

/// <summary>Chooses the round numbers beside an axis.</summary>
internal static class Scale
{
    private static readonly double[] s_steps = [1, 2, 5, 10];

    /// <summary>Round numbers from zero on, up to a value, and not more than some.</summary>
    public static IReadOnlyList<double> Marks(double last, int most)
    {
        if (!(last > 0))
            return [0];
        double power = Math.Pow(10, Math.Floor(Math.Log10(last / most)));
        double step = s_steps.Select(step => step * power).First(step => last / step <= most);
        // By multiplication, since a sum of tenths is not a round number.
        return [.. Enumerable.Range(0, (int)(last / step) + 1).Select(index => index * step)];
    }
}
