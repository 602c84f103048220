// clean FC1003: from one matrix to another and back
static class Program
{
    static void Run(double[,] a, double[,] b, int n, int steps)
    {
        for (int t = 0; t < steps; t++)
        {
            Parallel.For(1, n - 1, i =>
            {
                for (int j = 1; j < n - 1; j++)
                    b[i, j] = 0.2 * (a[i, j] + a[i, j - 1] + a[i, j + 1] + a[i + 1, j] + a[i - 1, j]);
            });
            Parallel.For(1, n - 1, i =>
            {
                for (int j = 1; j < n - 1; j++)
                    a[i, j] = b[i, j];
            });
        }
    }
}
