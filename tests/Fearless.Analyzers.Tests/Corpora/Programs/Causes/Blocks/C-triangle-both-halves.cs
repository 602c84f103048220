// clean: a cell and its mirror belong to the larger of the two numbers
static class Program
{
    static void Run(double[,] a, int n) => Parallel.For(0, n, i =>
    {
        for (int j = 0; j <= i; j++)
        {
            a[i, j] += 1;
            a[j, i] += 1;
        }
    });
}
