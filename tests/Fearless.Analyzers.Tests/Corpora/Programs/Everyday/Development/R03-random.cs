// race: one Random for all
static class Program
{
    static double[] Run(int n)
    {
        var random = new Random(42);
        var result = new double[n];
        Parallel.For(0, n, i => result[i] = random.NextDouble());
        return result;
    }
}
