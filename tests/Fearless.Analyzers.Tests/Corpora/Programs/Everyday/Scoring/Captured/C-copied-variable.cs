// clean FC1005: a copy for each thread
static class Program
{
    static int[] Run(int n)
    {
        var result = new int[n];
        var tasks = new List<Task>();
        foreach (int i in Enumerable.Range(0, n))
            tasks.Add(Task.Run(() => result[i] = i * i));
        Task.WaitAll(tasks.ToArray());
        return result;
    }
}
