// race: the row above is read
static class Program
{
    static void Run(double[,] b)
    {
        int n = b.GetLength(0), m = b.GetLength(1);
        Parallel.For(1, n, i =>
        {
            for (int j = 1; j < m; j++)
                b[i, j] = b[i - 1, j - 1];
        });
    }
}
