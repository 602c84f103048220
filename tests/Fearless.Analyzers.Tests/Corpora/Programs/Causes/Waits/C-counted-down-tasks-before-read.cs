// clean: counted down by each of the tasks before it is read
static class Program
{
    static int Run(int n)
    {
        var results = new int[n];
        using var done = new CountdownEvent(n);
        for (int t = 0; t < n; t++)
        {
            int own = t;
            ThreadPool.QueueUserWorkItem(_ =>
            {
                results[own] = own;
                done.Signal();
            });
        }
        done.Wait();
        return results.Sum();
    }
}
