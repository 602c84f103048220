// race: the classic, no lock in localFinally
static class Program
{
    static double Run(double[] a)
    {
        double total = 0;
        Parallel.For(0, a.Length, () => 0.0, (i, s, acc) => acc + a[i], acc => { total += acc; });
        return total;
    }
}
