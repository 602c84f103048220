// race FC1004: read before the worker is disposed
sealed class Worker : IDisposable
{
    private readonly Thread _thread;

    public Worker(Action body)
    {
        _thread = new Thread(() => body());
        _thread.Start();
    }

    public void Dispose() => _thread.Join();
}

static class Program
{
    static int Run()
    {
        int found = 0;
        using var worker = new Worker(() => found = 42);
        return found;
    }
}
