// clean: looked at first, and written under the upgraded lock
class Cache
{
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly Dictionary<int, int> _known = [];

    public int Get(int key)
    {
        _lock.EnterUpgradeableReadLock();
        try
        {
            if (_known.TryGetValue(key, out int value))
                return value;
            _lock.EnterWriteLock();
            try
            {
                return _known[key] = key * key;
            }
            finally
            {
                _lock.ExitWriteLock();
            }
        }
        finally
        {
            _lock.ExitUpgradeableReadLock();
        }
    }

    static void Run(Cache cache) => Parallel.For(0, 100, i => cache.Get(i % 10));
}
