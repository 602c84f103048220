// clean: joined by a countdown
static class Program
{
    static int Run()
    {
        int[] results = new int[4];
        using var done = new CountdownEvent(4);
        for (int t = 0; t < 4; t++)
        {
            int own = t;
            ThreadPool.QueueUserWorkItem(_ => { results[own] = own; done.Signal(); });
        }
        done.Wait();
        return results.Sum();
    }
}
