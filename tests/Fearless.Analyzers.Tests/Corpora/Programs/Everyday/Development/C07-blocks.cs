// clean: a block a task
static class Program
{
    static void Run(int[] a, int threads)
    {
        int chunk = a.Length / threads;
        var tasks = new Task[threads];
        for (int t = 0; t < threads; t++)
        {
            int from = t * chunk;
            int to = t == threads - 1 ? a.Length : from + chunk;
            tasks[t] = Task.Run(() => { for (int i = from; i < to; i++) a[i]++; });
        }
        Task.WaitAll(tasks);
    }
}
