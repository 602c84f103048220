// race: chunks overlap by one
static class Program
{
    static void Run(int[] a, int threads)
    {
        int chunk = a.Length / threads;
        var tasks = new Task[threads];
        for (int t = 0; t < threads; t++)
        {
            int from = t * chunk, to = from + chunk;
            tasks[t] = Task.Run(() => { for (int i = from; i <= to && i < a.Length; i++) a[i]++; });
        }
        Task.WaitAll(tasks);
    }
}
