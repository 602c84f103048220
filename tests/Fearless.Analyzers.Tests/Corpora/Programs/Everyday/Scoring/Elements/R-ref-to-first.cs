// race FC1003: a ref local to the first element for all
struct Total { public double Sum; }

static class Program
{
    static void Run(Total[] totals, double[] a) => Parallel.For(0, a.Length, i =>
    {
        ref Total total = ref totals[0];
        /*first, second*/total.Sum += a[i];
    });
}
