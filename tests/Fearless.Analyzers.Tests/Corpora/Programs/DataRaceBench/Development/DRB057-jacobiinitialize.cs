// clean: each row fills two matrices
static class Program
{
    static void Run(double[,] u, double[,] f, int n, int m)
    {
        double dx = 2.0 / (n - 1), dy = 2.0 / (m - 1);
        Parallel.For(0, n, i =>
        {
            for (int j = 0; j < m; j++)
            {
                int xx = (int)(-1.0 + dx * (i - 1));
                int yy = (int)(-1.0 + dy * (j - 1));
                u[i, j] = 0.0;
                f[i, j] = -1.0 * 0.5 * (1.0 - xx * xx) * (1.0 - yy * yy);
            }
        });
    }
}
