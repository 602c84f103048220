// clean: an event that is set after the value was written
static class Program
{
    static int Run()
    {
        int value = 0;
        var ready = new ManualResetEventSlim();
        Task.Run(() =>
        {
            value = 42;
            ready.Set();
        });
        ready.Wait();
        return value;
    }
}
