// race FC1003: the neighbour is looked at behind the barrier of each round, and may be in the next
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
                Console.WriteLine(a[(id + 1) % n]);
            }
        });
    }
}
