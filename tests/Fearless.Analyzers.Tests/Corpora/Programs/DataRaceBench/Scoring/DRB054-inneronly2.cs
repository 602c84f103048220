// clean FC1003: the outer loop goes step by step, the inner one in parallel
static class Program
{
    static void Run(double[,] b, int n, int m)
    {
        for (int i = 1; i < n; i++)
        {
            int row = i;
            Parallel.For(1, m, j => { b[row, j] = b[row - 1, j - 1]; });
        }
    }
}
