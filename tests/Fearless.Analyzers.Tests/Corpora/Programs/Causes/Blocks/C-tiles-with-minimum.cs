// clean: tiles of a matrix, cut off at the edges
static class Program
{
    static void Run(double[,] a, double[,] b, int n, int size)
    {
        int tiles = (n + size - 1) / size;
        Parallel.For(0, tiles, t =>
        {
            for (int u = 0; u < tiles; u++)
            {
                for (int i = t * size; i < Math.Min((t + 1) * size, n); i++)
                {
                    for (int j = u * size; j < Math.Min((u + 1) * size, n); j++)
                        b[i, j] = a[i, j] * 2;
                }
            }
        });
    }
}
