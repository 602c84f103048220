// race FC1003: the inner loop is the parallel one, and looks left
static class Program
{
    static void Run(double[,] b, int n, int m)
    {
        for (int i = 0; i < n; i++)
        {
            int row = i;
            Parallel.For(1, m, j => { /*first*/b[row, j] = /*second*/b[row, j - 1]; });
        }
    }
}
