// race FC1005: the counter of the loop is formatted by tasks
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/moby/27037
static class Test
{
    static void Run()
    {
        using var done = new SemaphoreSlim(0);
        for (int i = 17; i <= 21; /*first*/i++)
        {
            Task.Run(() =>
            {
                Console.WriteLine($"v1.{/*second*/i}");
                done.Release();
            });
        }
        for (int waited = 0; waited < 5; waited++) done.Wait();
    }
}
