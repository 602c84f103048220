// race FC1003: counted down by fewer than there are
static class Program
{
    static int Run()
    {
        var results = new int[4];
        using var done = new CountdownEvent(2);
        for (int t = 0; t < 4; t++)
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
