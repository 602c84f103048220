// clean: one more is counted before each task is started
static class Program
{
    static int Run(int[] results)
    {
        using var done = new CountdownEvent(1);
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
