// workload: data-parallel
// expect: FA1002 par @ Parallel.ForEach(seeds
static class Simulation
{
    public static List<double> Run(int[] seeds)
    {
        var results = new List<double>();
        object gate = new();
        Parallel.ForEach(seeds, seed =>
        {
            double result = Simulate(seed);
            lock (gate)
                results.Add(result);
        });
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
