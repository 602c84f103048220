// race FC1003: each iteration sets its flag before it writes
static class Program
{
    static void Run(int[] a, int n)
    {
        var done = new bool[n];
        Parallel.For(1, n, i =>
        {
            if (i > 1)
            {
                while (!Volatile.Read(ref done[i - 1]))
                    Thread.Yield();
            }
            Volatile.Write(ref done[i], true);
            a[i] = a[i - 1] + 1;
        });
    }
}
