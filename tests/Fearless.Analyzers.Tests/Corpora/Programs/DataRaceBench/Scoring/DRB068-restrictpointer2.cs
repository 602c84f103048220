// clean FC1003: two are read, one is written
static class Program
{
    static void Add(int n, int[] a, int[] b, int[] c) => Parallel.For(0, n, i => a[i] = b[i] + c[i]);

    static void Run(int n) => Add(n, new int[n], new int[n], new int[n]);
}
