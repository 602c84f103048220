// clean: a cursor that moves on by the length of what was handed out
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
            if (end <= at)
                break;
            at = end;
        }
        Task.WaitAll(tasks);
    }
}
