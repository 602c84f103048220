// clean FC1002: counted and read atomically
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/istio/8144
class Recorder
{
    public int Callbacks;
    public void Callback() => Interlocked.Increment(ref Callbacks);
}

class Cache
{
    private readonly ConcurrentDictionary<int, int> _entries = new();
    private readonly Action _callback;

    public Cache(Action callback)
    {
        _callback = callback;
        Task.Run(Evict);
    }

    private void Evict()
    {
        foreach (KeyValuePair<int, int> _ in _entries) _callback();
    }

    public void Set(int key, int value) => _entries[key] = value;

    public static bool Run()
    {
        var recorder = new Recorder();
        var cache = new Cache(recorder.Callback);
        cache.Set(1, 1);
        return Volatile.Read(ref recorder.Callbacks) == 1;
    }
}
