// race: each iteration reads the element that the next one writes
static class Program
{
    static void Run(int[] a)
    {
        Parallel.For(0, a.Length - 1, i => a[i] = a[i + 1] + 1);
    }
}
