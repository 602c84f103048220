// race FC1004: the constructor starts a loop, and a method changes what it reads
class Poller
{
    private int _interval = 10;
    private bool _stopped;
    private readonly Thread _thread;

    public Poller()
    {
        _thread = new Thread(Loop);
        _thread.Start();
    }

    public void SetInterval(int interval) => _interval = interval;

    public void Stop()
    {
        Volatile.Write(ref _stopped, true);
        _thread.Join();
    }

    private void Loop()
    {
        while (!Volatile.Read(ref _stopped))
            Thread.Sleep(_interval);
    }
}

static class Program
{
    static void Run()
    {
        var poller = new Poller();
        poller.SetInterval(20);
        poller.Stop();
    }
}
