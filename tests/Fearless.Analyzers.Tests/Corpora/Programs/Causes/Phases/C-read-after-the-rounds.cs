// clean: rounds that end with a barrier, then everyone looks at all
static class Program
{
    static void Run(int[] a, int n, int rounds)
    {
        var barrier = new Barrier(n);
        Parallel.For(0, n, id =>
        {
            for (int r = 0; r < rounds; r++)
            {
                a[id] += r;
                barrier.SignalAndWait();
            }
            barrier.SignalAndWait();
            Console.WriteLine(a[(id + 1) % n]);
        });
    }
}
