// clean FC1006: gone through under the lock
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/kubernetes/89164
class Cacher
{
    private readonly object _gate = new();
    private List<int> _watchers = new();

    private void Begin()
    {
        lock (_gate) _watchers = new List<int>();
    }

    public void Dispatch()
    {
        Begin();
        lock (_gate)
            foreach (int watcher in _watchers) Console.WriteLine(watcher);
    }

    public static void Run()
    {
        var cacher = new Cacher();
        Task first = Task.Run(cacher.Dispatch);
        for (int i = 0; i < 3; i++)
            Task.Run(() => cacher.Dispatch()).Wait();
        first.Wait();
    }
}
