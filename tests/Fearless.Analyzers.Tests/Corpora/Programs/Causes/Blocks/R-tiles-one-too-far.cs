// race FC1003: each tile reaches one row too far
static class Program
{
    static void Run(double[,] a, double[,] b, int n, int size)
    {
        int tiles = (n + size - 1) / size;
        Parallel.For(0, tiles, t =>
        {
            for (int i = t * size; i <= Math.Min((t + 1) * size, n - 1); i++)
                b[i, 0] = a[i, 0] * 2;
        });
    }
}
