// clean FC1003: each row by one iteration
static class Program
{
    static void Run(int[,] a)
    {
        Parallel.For(0, 100, i =>
        {
            for (int j = 0; j < 100; j++)
                a[i, j] = a[i, j] + 1;
        });
    }
}
