// race: a loop that carries a value on
static class Program
{
    static void Run(int[] a)
    {
        Parallel.For(0, a.Length - 1, i => a[i + 1] = a[i] + 1);
    }
}
