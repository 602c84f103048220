// race FC1004: one event for all rounds
static class Program
{
    static int Run(int n)
    {
        int value = 0;
        var ready = new ManualResetEventSlim();
        for (int i = 0; i < n; i++)
        {
            Task.Run(() =>
            {
                value = 42;
                ready.Set();
            });
            ready.Wait();
        }
        return value;
    }
}
