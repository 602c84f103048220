// race: a scalar is carried from one iteration to the next
static class Program
{
    static void Run(int[] a)
    {
        int carried = 10;
        Parallel.For(0, a.Length, i =>
        {
            a[i] = carried;
            carried = a[i] + i;
        });
    }
}
