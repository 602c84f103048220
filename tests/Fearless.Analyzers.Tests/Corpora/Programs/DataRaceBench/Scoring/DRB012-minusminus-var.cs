// race FC1001: a counter is decremented by many
static class Program
{
    static int Run(int[] x)
    {
        int left = 0;
        Parallel.For(0, x.Length, i =>
        {
            if (x[i] <= 0)
                /*first, second*/left--;
        });
        return left;
    }
}
