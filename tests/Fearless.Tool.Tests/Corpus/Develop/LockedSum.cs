// workload: data-parallel
// expect: FA1002 par @ Parallel.For(0, samples.Length
static class Energy
{
    private static readonly Lock Gate = new();

    public static double Of(double[] samples)
    {
        double total = 0;
        Parallel.For(0, samples.Length, i =>
        {
            double energy = Math.Pow(samples[i], 2);
            lock (Gate)
            {
                total += energy;
            }
        });
        return total;
    }
}
