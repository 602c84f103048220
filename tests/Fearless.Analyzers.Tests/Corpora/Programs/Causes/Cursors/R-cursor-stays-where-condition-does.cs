// race FC1003: a cursor that stays where a condition does not hold
static class Program
{
    static void Run(int[] data, bool[] moves)
    {
        var tasks = new List<Task>();
        int at = 0;
        foreach (bool isMove in moves)
        {
            int begin = at;
            tasks.Add(Task.Run(() => data.AsSpan(begin, 2).Fill(1)));
            if (isMove)
                at += 2;
        }
        Task.WaitAll(tasks);
    }
}
