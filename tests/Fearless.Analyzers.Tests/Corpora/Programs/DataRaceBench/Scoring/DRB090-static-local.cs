// race FC1002: one loop has a static temporary, the other a local one
static class Program
{
    private static int _temporary;

    static void Run(int[] a, int[] b)
    {
        Parallel.For(0, a.Length, i =>
        {
            /*first*/_temporary = a[i] + i;
            a[i] = /*second*/_temporary;
        });
        Parallel.For(0, b.Length, i =>
        {
            int own = b[i] + i;
            b[i] = own;
        });
    }
}
