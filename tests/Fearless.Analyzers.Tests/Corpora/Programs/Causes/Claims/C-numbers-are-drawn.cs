// clean: each draws a number that nobody else has, and fills that place
static class Program
{
    static int Run(int[] source, int[] kept)
    {
        int next = 0;
        Parallel.For(0, source.Length, i =>
        {
            if (source[i] > 0)
            {
                int place = Interlocked.Increment(ref next) - 1;
                kept[place] = source[i];
            }
        });
        return next;
    }
}
