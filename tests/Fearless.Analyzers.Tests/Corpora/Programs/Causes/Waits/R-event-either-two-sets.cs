// race FC1004: an event that either of two sets
static class Program
{
    static int Run()
    {
        int first = 0, second = 0;
        var ready = new ManualResetEventSlim();
        Task.Run(() =>
        {
            first = 1;
            ready.Set();
        });
        Task.Run(() =>
        {
            second = 2;
            ready.Set();
        });
        ready.Wait();
        return first + second;
    }
}
