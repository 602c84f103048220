// race FC1004: left before all of them are started
static class Program
{
    static int Run(int[] items)
    {
        int found = 0;
        using var done = new CountdownEvent(1);
        foreach (int item in items)
        {
            ThreadPool.QueueUserWorkItem(_ =>
            {
                if (item > 3)
                    Interlocked.Increment(ref found);
                done.Signal();
            });
            if (item == 0)
                break;
        }
        done.Wait();
        return found;
    }
}
