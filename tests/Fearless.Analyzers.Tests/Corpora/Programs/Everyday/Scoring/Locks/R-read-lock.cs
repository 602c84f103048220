// race FC1006: a cache filled under a read lock
class Names
{
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly Dictionary<int, string> _names = new();

    private string Get(int id)
    {
        _lock.EnterReadLock();
        try
        {
            if (!_names.ContainsKey(id)) /*first, second*/_names[id] = "name " + id;
            return _names[id];
        }
        finally { _lock.ExitReadLock(); }
    }

    public void Run() => Parallel.For(0, 100, i => Get(i));
}
