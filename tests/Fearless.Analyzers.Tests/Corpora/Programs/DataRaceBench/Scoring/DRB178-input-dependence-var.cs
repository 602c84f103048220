// race FC1003: for great inputs everybody writes the first element
static class Program
{
    static void Run(int[] a) => Parallel.For(0, a.Length, i =>
    {
        /*first*/a[i] = i;
        if (a.Length > 10000)
            /*second*/a[0] = 1;
    });
}
