// race FC1003: written behind the barrier
static class Program
{
    static void Run(int[] written, int[] read, int n)
    {
        var barrier = new Barrier(n);
        var tasks = new Task[n];
        for (int t = 0; t < n; t++)
        {
            int id = t;
            tasks[t] = Task.Run(() =>
            {
                barrier.SignalAndWait();
                written[id] = id;
                read[id] = written[n - 1 - id];
            });
        }
        Task.WaitAll(tasks);
    }
}
