// race FC1004: an event that is reset
static class Program
{
    static int Run()
    {
        int value = 0;
        var ready = new ManualResetEventSlim(false);
        ready.Set();
        ready.Reset();
        Task.Run(() =>
        {
            ready.Wait(1000);
            value = 1;
        });
        return value;
    }
}
