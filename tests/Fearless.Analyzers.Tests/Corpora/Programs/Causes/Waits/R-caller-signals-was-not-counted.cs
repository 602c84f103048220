// race FC1003: the caller signals and was not counted
static class Program
{
    static int Run(int[] results)
    {
        using var done = new CountdownEvent(0);
        for (int t = 0; t < results.Length; t++)
        {
            int own = t;
            done.AddCount();
            Task.Run(() =>
            {
                results[own] = own;
                done.Signal();
            });
        }
        done.Signal();
        done.Wait();
        return results[0];
    }
}
