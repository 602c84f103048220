// race FC1006: a semaphore that lets two in
static class Program
{
    static async Task<int> Run()
    {
        int n = 0;
        var gate = new SemaphoreSlim(2);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            await gate.WaitAsync().ConfigureAwait(false);
            try { /*first, second*/n++; }
            finally { gate.Release(); }
        }).ToArray());
        return n;
    }
}
