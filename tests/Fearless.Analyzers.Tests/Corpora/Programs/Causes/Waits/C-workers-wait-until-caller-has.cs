// clean: workers that wait until the caller has prepared all
static class Program
{
    static void Run(int n)
    {
        int size = 0;
        var start = new ManualResetEventSlim(false);
        var tasks = new List<Task>();
        for (int t = 0; t < n; t++)
        {
            tasks.Add(Task.Run(() =>
            {
                start.Wait();
                Console.WriteLine(size);
            }));
        }
        size = 10;
        start.Set();
        Task.WaitAll(tasks);
    }
}
