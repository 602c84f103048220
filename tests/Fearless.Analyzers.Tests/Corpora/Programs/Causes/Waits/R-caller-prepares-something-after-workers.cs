// race FC1004: the caller prepares something after the workers were let go
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
        start.Set();
        size = 10;
        Task.WaitAll(tasks);
    }
}
