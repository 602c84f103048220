namespace ImageBatch.Report;

/// <summary>Calls an action at an interval, on a thread of its own: a timer would wait for the thread pool, which the work may fill.</summary>
internal sealed class Repeater : IDisposable
{
    private readonly ManualResetEventSlim _end = new();
    private readonly Thread _thread;

    public Repeater(TimeSpan interval, Action action)
    {
        _thread = new Thread(() =>
        {
            while (!_end.Wait(interval))
                action();
        })
        {
            IsBackground = true,
            Name = "progress",
        };
        _thread.Start();
    }

    /// <summary>Returns when the last call has returned.</summary>
    public void Dispose()
    {
        _end.Set();
        _thread.Join();
        _end.Dispose();
    }
}
