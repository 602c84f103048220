// race FC1003: the cursor goes forth and back
static class Program
{
    static void Run(int[] data, bool[] forth)
    {
        var tasks = new List<Task>();
        int at = 100;
        foreach (bool isForth in forth)
        {
            int begin = at;
            tasks.Add(Task.Run(() => data.AsSpan(begin, 4).Fill(1)));
            at = isForth ? at + 4 : at - 4;
        }
        Task.WaitAll(tasks);
    }
}
