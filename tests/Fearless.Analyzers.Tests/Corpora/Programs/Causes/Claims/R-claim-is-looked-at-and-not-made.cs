// race FC1002: the word is compared and left as it is, so that many prepare
static class Program
{
    static int s_claimed;
    static int[] s_table = [];

    static void Run(int n)
    {
        Parallel.For(0, n, i =>
        {
            if (Interlocked.CompareExchange(ref s_claimed, 0, 0) == 0)
                s_table = new int[n];
        });
    }
}
