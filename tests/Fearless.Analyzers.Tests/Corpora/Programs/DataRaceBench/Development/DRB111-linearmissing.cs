// race: an index that goes on is shared
static class Program
{
    static void Run(double[] a, double[] b, double[] c)
    {
        int j = 0;
        Parallel.For(0, c.Length, i =>
        {
            c[j] += a[i] * b[i];
            j++;
        });
    }
}
