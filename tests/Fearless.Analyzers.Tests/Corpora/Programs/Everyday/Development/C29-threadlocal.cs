// clean: a Random each
static class Program
{
    static double[] Run(int n)
    {
        using var random = new ThreadLocal<Random>(() => new Random());
        var result = new double[n];
        Parallel.For(0, n, i => result[i] = random.Value.NextDouble());
        return result;
    }
}
