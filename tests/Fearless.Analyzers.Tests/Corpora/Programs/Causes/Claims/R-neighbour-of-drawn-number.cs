// race FC1003: the place beside the drawn one is written, too
static class Program
{
    static void Run(int[] source, int[] kept)
    {
        int next = 0;
        Parallel.For(0, source.Length, i =>
        {
            int place = Interlocked.Increment(ref next) - 1;
            kept[place] = source[i];
            kept[place + 1] = 0;
        });
    }
}
