// clean: rows in order, the inner loop in parallel
static class Program
{
    static void Run(double[,] a)
    {
        int n = a.GetLength(0), m = a.GetLength(1);
        for (int i = 0; i < n - 1; i++)
        {
            int row = i;
            Parallel.For(0, m, j => a[row, j] += a[row + 1, j]);
        }
    }
}
