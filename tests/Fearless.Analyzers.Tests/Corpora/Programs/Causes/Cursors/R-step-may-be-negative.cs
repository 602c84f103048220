// race FC1003: the step may be negative
static class Program
{
    static void Run(int[] data, int step, int times)
    {
        var tasks = new List<Task>();
        int at = 500;
        for (int t = 0; t < times; t++)
        {
            int begin = at;
            tasks.Add(Task.Run(() => data.AsSpan(begin, 4).Fill(1)));
            at += step;
        }
        Task.WaitAll(tasks);
    }
}
