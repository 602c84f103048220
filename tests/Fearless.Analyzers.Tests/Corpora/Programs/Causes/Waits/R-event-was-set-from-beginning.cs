// race FC1004: an event that was set from the beginning
static class Program
{
    static int Run()
    {
        int value = 0;
        var ready = new ManualResetEventSlim(true);
        Task.Run(() =>
        {
            value = 42;
            ready.Set();
        });
        ready.Wait();
        return value;
    }
}
