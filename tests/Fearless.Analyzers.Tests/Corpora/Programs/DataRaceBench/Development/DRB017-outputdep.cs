// race: one variable is read and written by all
static class Program
{
    static int Run(int[] a)
    {
        int x = 10;
        Parallel.For(0, a.Length, i =>
        {
            a[i] = x;
            x = i;
        });
        return x;
    }
}
