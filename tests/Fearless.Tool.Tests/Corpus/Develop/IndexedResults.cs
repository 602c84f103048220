// workload: data-parallel
// expect: nothing (each instance has an element of its own)
static class Simulation
{
    public static double[] Run(int[] seeds)
    {
        var results = new double[seeds.Length];
        Parallel.For(0, seeds.Length, i => results[i] = Simulate(seeds[i]));
        return results;
    }

    private static double Simulate(int seed)
    {
        var random = new Random(seed);
        double sum = 0;
        for (int i = 0; i < 100_000; i++)
            sum += random.NextDouble();
        return sum;
    }
}
