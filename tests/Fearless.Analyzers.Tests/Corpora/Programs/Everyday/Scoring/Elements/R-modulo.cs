// race FC1003: slots by remainder
static class Program
{
    static long[] Run(int[] a)
    {
        var slots = new long[4];
        Parallel.For(0, a.Length, i => { /*first, second*/slots[i % 4] += a[i]; });
        return slots;
    }
}
