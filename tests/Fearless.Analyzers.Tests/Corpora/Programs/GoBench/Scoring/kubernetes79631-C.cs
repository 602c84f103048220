// clean FC1006: looked up under the lock
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/kubernetes/79631
class Heap
{
    private readonly Dictionary<string, int> _items = new();
    public void Pop() => _items.Remove("1");
    public bool Has(string key) => _items.ContainsKey(key);
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
        queue._lock.EnterReadLock();
        bool has;
        try { has = queue.Backoff.Has("1"); }
        finally { queue._lock.ExitReadLock(); }
        flushing.Wait();
        return has;
    }
}
