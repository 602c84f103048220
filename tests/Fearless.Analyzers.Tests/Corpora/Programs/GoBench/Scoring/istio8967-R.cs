// race FC1004: the signal is thrown away while the loop waits for it
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/istio/8967
class Source
{
    private CancellationTokenSource _done = new();
    private Task _loop;

    public void Start() => _loop = Task.Run(() =>
    {
        while (!/*first*/_done.IsCancellationRequested) Thread.Yield();
    });

    public void Stop()
    {
        _done.Cancel();
        /*second*/_done = null;
    }

    public static void Run()
    {
        var source = new Source();
        source.Start();
        source.Stop();
    }
}
