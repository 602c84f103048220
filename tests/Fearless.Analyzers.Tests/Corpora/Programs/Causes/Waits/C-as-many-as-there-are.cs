// clean: as many as there are items
static class Program
{
    static int Run(int[] items, int[] results)
    {
        using var done = new CountdownEvent(items.Length);
        foreach (int item in items)
        {
            ThreadPool.QueueUserWorkItem(_ =>
            {
                Interlocked.Add(ref results[0], item);
                done.Signal();
            });
        }
        done.Wait();
        return results[0];
    }
}
