// clean FC1003: each its own element
static class Program
{
    static void Run(double[] a, double[] b) => Parallel.For(0, b.Length, i => a[i] = a[i] + b[i]);
}
