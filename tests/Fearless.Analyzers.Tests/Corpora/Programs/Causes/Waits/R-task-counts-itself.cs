// race FC1004: each task counts itself
static class Program
{
    static int Run(int[] results)
    {
        using var done = new CountdownEvent(1);
        for (int t = 0; t < results.Length; t++)
        {
            int own = t;
            Task.Run(() =>
            {
                done.AddCount();
                results[own] = own;
                done.Signal();
            });
        }
        done.Signal();
        done.Wait();
        return results[0];
    }
}
