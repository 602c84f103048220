// race FC1003: the numbers begin anew while others still draw
static class Program
{
    static void Run(int[] source, int[] kept)
    {
        int next = 0;
        Parallel.For(0, source.Length, i =>
        {
            int place = Interlocked.Increment(ref next) - 1;
            if (place == kept.Length - 1)
                Interlocked.Exchange(ref next, 0);
            kept[place] = source[i];
        });
    }
}
