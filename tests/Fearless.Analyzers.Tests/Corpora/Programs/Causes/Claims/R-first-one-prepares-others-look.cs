// race FC1002: whoever comes second looks at the table without waiting for it
static class Program
{
    static int s_claimed;
    static int[] s_table = [];

    static void Run(int n)
    {
        Parallel.For(0, n, i =>
        {
            if (Interlocked.CompareExchange(ref s_claimed, 1, 0) == 0)
                s_table = new int[n];
            else
                Console.WriteLine(s_table.Length);
        });
    }
}
