// clean FC1003: tiles of a product of matrices
static class Program
{
    static void Run(double[,] a, double[,] b, double[,] c, int n)
    {
        Parallel.For(0, (n + 15) / 16, tile =>
        {
            for (int i = tile * 16; i < Math.Min(tile * 16 + 16, n); i++)
                for (int j = 0; j < n; j++)
                    for (int k = 0; k < n; k++)
                        c[i, j] += a[i, k] * b[k, j];
        });
    }
}
