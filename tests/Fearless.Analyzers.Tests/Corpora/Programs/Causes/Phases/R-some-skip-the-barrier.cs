// race FC1003: in odd rounds nobody waits
static class Program
{
    static void Run(int[] a, int[] b, int n, int rounds)
    {
        var barrier = new Barrier(n);
        Parallel.For(0, n, id =>
        {
            for (int r = 0; r < rounds; r++)
            {
                b[id] = a[(id + 1) % n];
                if (r % 2 == 0)
                    barrier.SignalAndWait();
                a[id] = b[id];
                barrier.SignalAndWait();
            }
        });
    }
}
