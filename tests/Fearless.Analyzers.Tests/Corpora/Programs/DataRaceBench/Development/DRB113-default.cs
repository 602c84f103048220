// clean: explicit sharing, own elements
static class Program
{
    static void Run(int[,] a, int[,] b, int n)
    {
        Parallel.For(0, n, i =>
        {
            for (int j = 0; j < n; j++)
            {
                a[i, j]++;
                b[i, j]++;
            }
        });
    }
}
