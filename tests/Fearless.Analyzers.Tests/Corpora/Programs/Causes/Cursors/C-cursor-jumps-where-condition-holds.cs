// clean: a cursor that jumps where a condition holds
static class Program
{
    static void Run(int[] data, bool[] wide)
    {
        var tasks = new List<Task>();
        int at = 0;
        foreach (bool isWide in wide)
        {
            int begin = at;
            int length = isWide ? 4 : 2;
            tasks.Add(Task.Run(() => data.AsSpan(begin, length).Fill(1)));
            at += length;
        }
        Task.WaitAll(tasks);
    }
}
