// race FC1003: the cursor begins again in each round of the outer loop
static class Program
{
    static void Run(int[] data, int times, int pieces)
    {
        var tasks = new List<Task>();
        for (int t = 0; t < times; t++)
        {
            int at = 0;
            for (int k = 0; k < pieces; k++)
            {
                int begin = at;
                tasks.Add(Task.Run(() => data.AsSpan(begin, 4).Fill(1)));
                at += 4;
            }
        }
        Task.WaitAll(tasks);
    }
}
