// workload: sequential
// expect: FC6002 plain @ Task<double[]> TransformAsync
static class Signal
{
    public static async Task<double> PeakAsync(double[] samples)
    {
        double[] spectrum = await TransformAsync(samples);
        return spectrum.Max();
    }

    private static async Task<double[]> TransformAsync(double[] samples) => await Task.Run(() => Transform(samples));

    private static double[] Transform(double[] samples)
    {
        var spectrum = new double[samples.Length];
        for (int k = 0; k < spectrum.Length; k++)
        {
            double real = 0, imaginary = 0, angle = -2 * Math.PI * k / samples.Length;
            for (int n = 0; n < samples.Length; n++)
            {
                real += samples[n] * Math.Cos(angle * n);
                imaginary += samples[n] * Math.Sin(angle * n);
            }
            spectrum[k] = Math.Sqrt(real * real + imaginary * imaginary);
        }
        return spectrum;
    }
}
