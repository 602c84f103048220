// race FC1003: two i meets i plus 64
static class Program
{
    static void Run(double[] a, double[] b) => Parallel.For(0, b.Length, i => { /*first*/a[i + 64] = /*second*/a[i * 2] + b[i]; });
}
