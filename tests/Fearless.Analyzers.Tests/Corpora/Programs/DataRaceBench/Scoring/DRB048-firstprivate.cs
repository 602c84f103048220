// clean FC1001: a parameter is only read
static class Program
{
    static void Add(int[] a, int n, int g) => Parallel.For(0, n, i => a[i] += g);

    static void Run() => Add(new int[100], 100, 7);
}
