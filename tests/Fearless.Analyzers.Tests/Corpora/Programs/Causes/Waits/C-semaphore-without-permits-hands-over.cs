// clean: a semaphore without permits that hands over
static class Program
{
    static int Run()
    {
        int value = 0;
        var handed = new SemaphoreSlim(0);
        Task.Run(() =>
        {
            value = 1;
            handed.Release();
        });
        handed.Wait();
        return value;
    }
}
