// race: the inner counter is shared
static class Program
{
    static void Run(int[,] a)
    {
        int n = a.GetLength(0), j;
        Parallel.For(0, n, i =>
        {
            for (j = 0; j < n; j++)
                a[i, j] = a[i, j] + 1;
        });
    }
}
