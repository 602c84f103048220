// race FC1003: the cursor goes one back
static class Program
{
    static void Run(int[] data, int size)
    {
        var tasks = new List<Task>();
        int at = 0;
        while (at < data.Length)
        {
            int begin = at, end = Math.Min(at + size, data.Length);
            tasks.Add(Task.Run(() =>
            {
                for (int i = begin; i < end; i++)
                    data[i] = 0;
            }));
            at = end - 1;
        }
        Task.WaitAll(tasks);
    }
}
