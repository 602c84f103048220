// clean: the lists of the threads are put together when all have ended
static class Program
{
    static int Run(int n)
    {
        using var lists = new ThreadLocal<List<int>>(() => [], trackAllValues: true);
        Parallel.For(0, n, i => lists.Value!.Add(i));
        int count = 0;
        foreach (List<int> list in lists.Values)
            count += list.Count;
        return count;
    }
}
