// race FC1003: the number is counted on, and read again afterwards
static class Program
{
    static void Run(int[] source, int[] kept)
    {
        int next = 0;
        Parallel.For(0, source.Length, i =>
        {
            Interlocked.Increment(ref next);
            kept[Volatile.Read(ref next) - 1] = source[i];
        });
    }
}
