// workload: data-parallel
// expect: FA1001 par @ for (int seed = 0; seed < runs; seed++)
static class MonteCarlo
{
    public static long Pi(int runs)
    {
        long inside = 0;
        for (int seed = 0; seed < runs; seed++)
            inside += Throw(new Random(seed), 100_000);
        return inside;
    }

    private static long Throw(Random random, int count)
    {
        long inside = 0;
        for (int i = 0; i < count; i++)
        {
            double x = random.NextDouble(), y = random.NextDouble();
            if (x * x + y * y < 1)
                inside++;
        }
        return inside;
    }
}
