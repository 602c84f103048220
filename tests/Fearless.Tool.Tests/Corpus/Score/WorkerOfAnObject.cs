// workload: background
// expect: nothing (it lives as long as its owner)
sealed class Flusher
{
    private readonly AutoResetEvent _wake = new(false);
    private volatile bool _stopped;
    private Thread? _worker;

    public void Start()
    {
        _worker = new Thread(Loop) { Name = "flusher" };
        _worker.Start();
    }

    public void Stop()
    {
        _stopped = true;
        _wake.Set();
        _worker?.Join();
    }

    private void Loop()
    {
        while (!_stopped)
        {
            _wake.WaitOne();
            Console.Out.Flush();
        }
    }
}
