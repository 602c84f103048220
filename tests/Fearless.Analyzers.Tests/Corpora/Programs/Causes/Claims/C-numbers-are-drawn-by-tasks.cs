// clean: tasks draw numbers until there is none left
static class Program
{
    static void Run(double[] values, int workers)
    {
        int next = -1;
        var tasks = new Task[workers];
        for (int t = 0; t < workers; t++)
        {
            tasks[t] = Task.Run(() =>
            {
                int i;
                while ((i = Interlocked.Increment(ref next)) < values.Length)
                    values[i] = Math.Sqrt(values[i]);
            });
        }
        Task.WaitAll(tasks);
    }
}
