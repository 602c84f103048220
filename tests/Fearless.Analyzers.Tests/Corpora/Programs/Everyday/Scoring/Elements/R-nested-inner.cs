// race FC1003: the outer index is forgotten
static class Program
{
    static void Run(int[] a, int n) => Parallel.For(0, n, i => Parallel.For(0, n, j => { /*first, second*/a[j] = i * j; }));
}
