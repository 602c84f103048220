// clean: the part above the diagonal is the mirror of the part below, which nobody writes
static class Program
{
    static void Run(double[,] a, int n) => Parallel.For(0, n, i =>
    {
        for (int j = 0; j < i; j++)
            a[j, i] = a[i, j];
    });
}
