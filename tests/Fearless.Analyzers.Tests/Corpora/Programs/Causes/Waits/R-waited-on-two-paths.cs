// race FC1004: waited for on one of two paths
static class Program
{
    static int Run(bool isPatient)
    {
        int value = 0;
        var ready = new ManualResetEventSlim();
        Task.Run(() =>
        {
            value = 42;
            ready.Set();
        });
        if (isPatient)
            ready.Wait();
        return value;
    }
}
