// clean: an event for each stage
static class Program
{
    static int Run(int n)
    {
        int value = 0;
        var events = new ManualResetEventSlim[n + 1];
        for (int i = 0; i <= n; i++)
            events[i] = new ManualResetEventSlim();
        events[0].Set();
        var tasks = new Task[n];
        for (int i = 0; i < n; i++)
        {
            int stage = i;
            tasks[i] = Task.Run(() =>
            {
                events[stage].Wait();
                value += stage;
                events[stage + 1].Set();
            });
        }
        Task.WaitAll(tasks);
        return value;
    }
}
