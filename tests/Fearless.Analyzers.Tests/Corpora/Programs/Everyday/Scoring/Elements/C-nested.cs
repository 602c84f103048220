// clean FC1003: a loop in a loop
static class Program
{
    static void Run(int[,] a, int n) => Parallel.For(0, n, i => Parallel.For(0, n, j => a[i, j] = i * j));
}
