// race FC1003: a barrier for fewer than there are
static class Program
{
    static void Run(int[] written, int[] read, int n)
    {
        var barrier = new Barrier(2);
        var tasks = new Task[n];
        for (int t = 0; t < n; t++)
        {
            int id = t;
            tasks[t] = Task.Run(() =>
            {
                written[id] = id;
                barrier.SignalAndWait();
                read[id] = written[n - 1 - id];
            });
        }
        Task.WaitAll(tasks);
    }
}
