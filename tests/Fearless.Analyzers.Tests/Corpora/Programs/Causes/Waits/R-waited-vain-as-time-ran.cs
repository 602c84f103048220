// race FC1004: waited for in vain, as the time ran out
static class Program
{
    static int Run()
    {
        int value = 0;
        var ready = new ManualResetEventSlim(false);
        Task.Run(() =>
        {
            value = 1;
            ready.Set();
        });
        ready.Wait(10);
        return value;
    }
}
