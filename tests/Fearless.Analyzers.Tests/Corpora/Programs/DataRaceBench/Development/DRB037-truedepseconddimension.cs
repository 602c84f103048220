// race: the inner loop is the parallel one, and looks left
static class Program
{
    static void Run(double[,] b)
    {
        int n = b.GetLength(0), m = b.GetLength(1);
        for (int i = 0; i < n; i++)
        {
            int row = i;
            Parallel.For(1, m, j => b[row, j] = b[row, j - 1]);
        }
    }
}
