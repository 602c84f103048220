// race FC1003: everybody reads the first element, and one writes it
static class Program
{
    static void Run(int[] a)
    {
        Parallel.For(0, a.Length, i => { /*first*/a[i] = a[i] + /*second*/a[0]; });
    }
}
