// race: a write under a read lock
class Store
{
    private readonly ReaderWriterLockSlim _lock = new();
    private int _value;

    public void Run() => Parallel.For(0, 10, i =>
    {
        _lock.EnterReadLock();
        try { _value += i; }
        finally { _lock.ExitReadLock(); }
    });
}
