// clean FC1005: a copy is
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/moby/27037
static class Test
{
    static void Run()
    {
        var done = new SemaphoreSlim(0);
        for (int i = 17; i <= 21; i++)
        {
            int version = i;
            Task.Run(() =>
            {
                Console.WriteLine($"v1.{version}");
                done.Release();
            });
        }
        for (int waited = 0; waited < 5; waited++) done.Wait();
    }
}
