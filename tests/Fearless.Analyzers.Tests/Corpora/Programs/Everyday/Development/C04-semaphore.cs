// clean: a semaphore of one
class Program
{
    static async Task<int> Run(int[] a)
    {
        int n = 0;
        var gate = new SemaphoreSlim(1);
        await Parallel.ForEachAsync(a, async (x, token) =>
        {
            await gate.WaitAsync(token);
            try { n += x; }
            finally { gate.Release(); }
        });
        return n;
    }
}
