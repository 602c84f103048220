// clean FC1004: the signal stays
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/istio/8967
class Source
{
    private CancellationTokenSource _done = new();
    private Task _loop;

    public void Start() => _loop = Task.Run(() =>
    {
        while (!_done.IsCancellationRequested) Thread.Yield();
    });

    public void Stop()
    {
        _done.Cancel();
        _loop.Wait();
        _done = null;
    }

    public static void Run()
    {
        var source = new Source();
        source.Start();
        source.Stop();
    }
}
