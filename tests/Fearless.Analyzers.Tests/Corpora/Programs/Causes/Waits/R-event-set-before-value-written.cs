// race FC1004: an event that is set before the value is written
static class Program
{
    static int Run()
    {
        int value = 0;
        var ready = new ManualResetEventSlim();
        Task.Run(() =>
        {
            ready.Set();
            value = 42;
        });
        ready.Wait();
        return value;
    }
}
