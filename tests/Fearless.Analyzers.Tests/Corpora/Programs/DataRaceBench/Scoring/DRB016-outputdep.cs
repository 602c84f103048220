// race FC1001: read by one iteration, written by the next
static class Program
{
    static int Run(int[] a)
    {
        int x = 10;
        Parallel.For(0, a.Length, i =>
        {
            a[i] = /*first*/x;
            /*second*/x = i;
        });
        return x;
    }
}
