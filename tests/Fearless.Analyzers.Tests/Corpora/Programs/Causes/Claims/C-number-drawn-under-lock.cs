// clean: the number is drawn under a lock, the place filled outside of it
static class Program
{
    static void Run(int[] source, int[] kept)
    {
        int next = 0;
        var gate = new object();
        Parallel.For(0, source.Length, i =>
        {
            int place;
            lock (gate)
                place = next++;
            kept[place] = source[i];
        });
    }
}
