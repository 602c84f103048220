// race: a row of a flat matrix runs into the one before
static class Program
{
    static void Run(double[] b, int n, int m)
    {
        Parallel.For(1, n, i =>
        {
            for (int j = 0; j < m; j++)
                b[i * m + j] = b[i * m + j - 1];
        });
    }
}
