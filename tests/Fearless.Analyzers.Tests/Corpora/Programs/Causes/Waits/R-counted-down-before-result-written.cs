// race FC1003: counted down before the result is written
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
                done.Signal();
                results[own] = own;
            });
        }
        done.Wait();
        return results.Sum();
    }
}
