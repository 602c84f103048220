// clean: a packed triangle, row after row
static class Program
{
    static void Run(double[] packed, int n) => Parallel.For(0, n, i =>
    {
        int start = i * (i + 1) / 2;
        for (int j = 0; j <= i; j++)
            packed[start + j] = i + j;
    });
}
