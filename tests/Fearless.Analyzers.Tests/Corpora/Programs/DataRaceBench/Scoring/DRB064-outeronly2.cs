// clean FC1003: rows in parallel, columns one after another
static class Program
{
    private static readonly double[,] B = new double[100, 100];

    static void Run(int n, int m)
    {
        Parallel.For(0, n, i =>
        {
            for (int j = 1; j < m; j++)
                B[i, j] = B[i, j - 1];
        });
    }
}
