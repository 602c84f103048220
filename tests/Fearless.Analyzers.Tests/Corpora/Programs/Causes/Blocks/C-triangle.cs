// clean: the triangle below the diagonal, a row each
static class Program
{
    static void Run(double[,] a, int n) => Parallel.For(0, n, i =>
    {
        for (int j = 0; j < i; j++)
            a[i, j] = a[i, j] / 2;
    });
}
