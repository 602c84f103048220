// clean FC1006: a semaphore of one across await
class Log
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private int _lines;

    private async Task Write(string line)
    {
        await _gate.WaitAsync();
        try { await Task.Yield(); _lines += line.Length; }
        finally { _gate.Release(); }
    }

    public Task Run() => Task.WhenAll(Task.Run(() => Write("a")), Task.Run(() => Write("b")));
}
