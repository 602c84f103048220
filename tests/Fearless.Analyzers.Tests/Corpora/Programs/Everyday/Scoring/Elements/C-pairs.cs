// clean FC1003: two neighbours for each
static class Program
{
    static void Run(int[] a) => Parallel.For(0, a.Length / 2, i => (a[2 * i], a[2 * i + 1]) = (a[2 * i + 1], a[2 * i]));
}
