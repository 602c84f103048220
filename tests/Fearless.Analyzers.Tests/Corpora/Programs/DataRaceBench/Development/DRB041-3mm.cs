// clean: matrix products, one row an iteration
static class Program
{
    static void Run(double[,] a, double[,] b, double[,] e)
    {
        int n = a.GetLength(0), m = b.GetLength(1), k = b.GetLength(0);
        Parallel.For(0, n, i =>
        {
            for (int j = 0; j < m; j++)
            {
                e[i, j] = 0;
                for (int l = 0; l < k; l++)
                    e[i, j] += a[i, l] * b[l, j];
            }
        });
    }
}
