// race FC1003: written at two i, read at i plus 64
static class Program
{
    static void Run(double[] a, double[] b) => Parallel.For(0, b.Length, i => { /*first*/a[i * 2] = /*second*/a[i + 64] + b[i]; });
}
