// clean FC1002: set under a lock
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/kubernetes/80284
class Dialer { public void CloseAll() { } }

class Authenticator
{
    private readonly object _gate = new();
    private Action _onRotate;

    public void Update()
    {
        var dialer = new Dialer();
        lock (_gate) _onRotate = dialer.CloseAll;
    }

    public static void Run()
    {
        var authenticator = new Authenticator();
        var tasks = new List<Task>();
        for (int i = 0; i < 2; i++)
            tasks.Add(Task.Run(() => authenticator.Update()));
        Task.WaitAll(tasks.ToArray());
    }
}
