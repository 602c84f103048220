// race: all read the first element, and one writes it
static class Program
{
    static void Run(int[] a)
    {
        a[0] = 2;
        Parallel.For(0, a.Length, i => a[i] = a[i] + a[0]);
    }
}
