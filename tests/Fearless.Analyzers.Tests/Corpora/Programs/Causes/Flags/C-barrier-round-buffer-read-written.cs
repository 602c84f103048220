// clean: a barrier in each round, one buffer read and another written
static class Program
{
    static void Run(int[] a, int[] b, int n, int rounds)
    {
        var barrier = new Barrier(n);
        var tasks = new Task[n];
        for (int t = 0; t < n; t++)
        {
            int id = t;
            tasks[t] = Task.Run(() =>
            {
                for (int r = 0; r < rounds; r++)
                {
                    b[id] = a[(id + 1) % n];
                    barrier.SignalAndWait();
                    a[id] = b[id];
                    barrier.SignalAndWait();
                }
            });
        }
        Task.WaitAll(tasks);
    }
}
