// race FC1003: a row is written from a column that others write
static class Program
{
    static void Run(double[,] a, int n) => Parallel.For(0, n, i =>
    {
        for (int j = 0; j < n; j++)
            a[i, j] += a[j, i];
    });
}
