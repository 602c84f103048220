// workload: background
// expect: nothing (it lives as long as its owner)
sealed class Clock : IDisposable
{
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;

    public Clock()
    {
        _thread = new Thread(Tick) { IsBackground = true };
        _thread.Start();
    }

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
    }

    private void Tick()
    {
        while (!_stop.Wait(1000))
            Console.WriteLine(DateTime.UtcNow);
    }
}
