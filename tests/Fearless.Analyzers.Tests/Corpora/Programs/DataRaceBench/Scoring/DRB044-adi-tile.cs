// clean FC1003: sweeps along the rows, then along the columns
static class Program
{
    static void Run(double[,] x, double[,] a, int n)
    {
        Parallel.For(0, n, i =>
        {
            for (int j = 1; j < n; j++)
                x[i, j] -= x[i, j - 1] * a[i, j];
        });
        Parallel.For(0, n, j =>
        {
            for (int i = 1; i < n; i++)
                x[i, j] -= x[i - 1, j] * a[i, j];
        });
    }
}
