// workload: data-parallel
// expect: nothing (one sum each worker, added at its end)
static class Energy
{
    public static double Of(double[] samples)
    {
        double total = 0;
        Lock gate = new();
        Parallel.For(0, samples.Length,
            static () => 0.0,
            (i, _, sum) => sum + samples[i] * samples[i],
            sum =>
            {
                lock (gate)
                    total += sum;
            });
        return total;
    }
}
