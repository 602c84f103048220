// race FC1003: mirrored in place over the whole length
static class Program
{
    static void Run(int[] a) => Parallel.For(0, a.Length, i =>
    {
        int other = a[a.Length - 1 - i];
        /*first*/a[a.Length - 1 - i] = a[i];
        /*second*/a[i] = other;
    });
}
