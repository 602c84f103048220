// clean: a semaphore of one is a lock across awaits
class Program
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private int _count;

    async Task Run(int n)
    {
        await Task.WhenAll(Enumerable.Range(0, n).Select(_ => Add()));
        Console.WriteLine(_count);
    }

    private async Task Add()
    {
        await _one.WaitAsync().ConfigureAwait(false);
        try
        {
            int before = _count;
            await Task.Delay(1);
            _count = before + 1;
        }
        finally
        {
            _one.Release();
        }
    }
}
