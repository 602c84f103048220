// clean FC1003: the second index follows from the first
static class Program
{
    static void Run(double[] a, double[] b, double[] c, int start)
    {
        Parallel.For(0, a.Length, i =>
        {
            int j = start + i;
            c[j] += a[i] * b[i];
        });
    }
}
