// race: several write where one should
static class Program
{
    static void Run(int[] a)
    {
        int length = 0;
        Parallel.For(0, a.Length, i =>
        {
            if (a[i] > 10)
                length = i;
        });
    }
}
