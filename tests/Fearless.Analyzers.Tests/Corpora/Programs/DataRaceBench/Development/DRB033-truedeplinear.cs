// race: two i plus one meets i
static class Program
{
    static void Run(int[] a)
    {
        Parallel.For(0, a.Length / 2 - 1, i => a[2 * i + 1] = a[i] + 1);
    }
}
