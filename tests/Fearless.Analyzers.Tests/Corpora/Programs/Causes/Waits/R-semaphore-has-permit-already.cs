// race FC1004: a semaphore that has a permit already
static class Program
{
    static int Run()
    {
        int value = 0;
        var handed = new SemaphoreSlim(1);
        Task.Run(() =>
        {
            value = 1;
            handed.Release();
        });
        handed.Wait();
        return value;
    }
}
