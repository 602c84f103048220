// clean: two places are drawn at once
static class Program
{
    static void Run(int[] source, int[] kept)
    {
        int next = 0;
        Parallel.For(0, source.Length, i =>
        {
            int place = Interlocked.Add(ref next, 2) - 2;
            kept[place] = source[i];
            kept[place + 1] = -source[i];
        });
    }
}
