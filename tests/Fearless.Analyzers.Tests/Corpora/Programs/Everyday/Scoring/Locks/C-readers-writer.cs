// clean FC1006: readers read, writers write
class Table
{
    private readonly ReaderWriterLockSlim _lock = new();
    private int _value;

    private int Read()
    {
        _lock.EnterReadLock();
        try { return _value; }
        finally { _lock.ExitReadLock(); }
    }

    private void Write(int value)
    {
        _lock.EnterWriteLock();
        try { _value = value; }
        finally { _lock.ExitWriteLock(); }
    }

    public void Run() => Parallel.Invoke(() => Read(), () => Write(1), () => Read());
}
