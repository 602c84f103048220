// clean: columns depend, rows do not
static class Program
{
    static void Run(double[,] b)
    {
        int n = b.GetLength(0), m = b.GetLength(1);
        Parallel.For(0, n, i =>
        {
            for (int j = 0; j < m - 1; j++)
                b[i, j] = b[i, j + 1];
        });
    }
}
