// race FC1006: looked up without the lock under which items are removed
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/kubernetes/79631
class Heap
{
    private readonly Dictionary<string, int> _items = new();
    public void Pop() => /*first*/_items.Remove("1");
    public bool Has(string key) => /*second*/_items.ContainsKey(key);
}

class PriorityQueue
{
    private readonly ReaderWriterLockSlim _lock = new();
    public readonly Heap Backoff = new();

    public Task Start() => Task.Run(() => Until(Flush));

    private void Flush()
    {
        _lock.EnterWriteLock();
        try { Backoff.Pop(); }
        finally { _lock.ExitWriteLock(); }
    }

    private static void Until(Action step) { for (int i = 0; i < 3; i++) step(); }

    public static bool Run()
    {
        var queue = new PriorityQueue();
        Task flushing = queue.Start();
        bool has = queue.Backoff.Has("1");
        flushing.Wait();
        return has;
    }
}
