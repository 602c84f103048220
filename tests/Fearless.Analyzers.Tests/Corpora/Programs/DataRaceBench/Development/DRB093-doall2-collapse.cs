// clean: a flat index names each pair once
static class Program
{
    static void Run(int[,] a, int n)
    {
        Parallel.For(0, n, i => { for (int j = 0; j < n; j++) a[i, j]++; });
    }
}
