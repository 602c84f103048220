// race: the row below is read while it is written
static class Program
{
    static void Run(double[,] a)
    {
        int n = a.GetLength(0);
        Parallel.For(0, n - 1, i =>
        {
            for (int j = 0; j < n; j++)
                a[i, j] += a[i + 1, j];
        });
    }
}
